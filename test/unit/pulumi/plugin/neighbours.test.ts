/** What plugin processes of one run tell each other. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Found } from "../../../../provider/src/config/sources";
import { nothingAdopted, type State } from "../../../../provider/src/lifecycle/state";
import { decrypted, encrypted } from "../../../../provider/src/pulumi/plugin/encryption";
import {
  neighboursOfRun,
  tellNeighbours,
  type Told,
} from "../../../../provider/src/pulumi/plugin/neighbour-files";
import { neighboursOf } from "../../../../provider/src/pulumi/plugin/neighbours";
import { directory, nameOf } from "../../../../provider/src/pulumi/run-files";

/** No process has so high a number. */
const noProcess = 2 ** 30;

const found = (secretKey: string, publicKey = "public"): Found => ({
  publicKey: { value: publicKey, from: "here" },
  secretKey: { value: secretKey, from: "here" },
});

const state: State = {
  integrationId: 7,
  settings: { webhookUrl: "https://hooks.example/canary" },
  adoption: { ...nothingAdopted, before: { webhookUrl: "https://hooks.example/old-canary" } },
  facts: {},
};

describe("a plugin process", () => {
  let engine = "";
  const files = (): string[] =>
    readdirSync(directory).filter((name) => name.startsWith(nameOf(engine)));
  const fail = (line: string): never => assert.fail(line);
  /** Gives what this process told to the one that started it, as if that were a neighbour. */
  const handOver = (): void => {
    const { read } = neighboursOfRun(engine, process.ppid);
    for (const told of read()) tellNeighbours(engine, told, process.ppid);
  };
  beforeEach(() => (engine = `127.0.0.1:${randomUUID()}`));
  afterEach(() => files().forEach((name) => rmSync(join(directory, name))));

  it("is heard by the others of its engine, while it runs", () => {
    const told: Told = { integrationId: 7, at: "an account", news: "declared" };
    tellNeighbours(engine, told);
    tellNeighbours(engine, told, noProcess);
    assert.deepEqual(neighboursOfRun(engine).read(), []);
    assert.deepEqual(neighboursOfRun(engine, process.ppid).read(), [told]);
    assert.deepEqual(neighboursOfRun(`${engine}0`, process.ppid).read(), []);
  });

  it("tells what becomes of an integration, in the account of its keys alone", () => {
    const neighbours = neighboursOf(engine, found("secret"), fail);
    assert.equal(neighbours?.areThere(), false);
    neighbours?.tell(state, "failed");
    handOver();
    assert.equal(neighbours?.areThere(), true);
    assert.deepEqual(
      [
        neighbours?.told(state, "failed"),
        neighbours?.told(state, "declared"),
        neighbours?.told({ integrationId: 8 }, "failed"),
      ],
      [true, false, false],
    );
    assert.equal(
      neighboursOf(engine, found("secret", "another"), fail)?.told(state, "failed"),
      false,
    );
  });

  it("leaves what its resource remembers to those with its keys, and nothing of it can be read otherwise", () => {
    const neighbours = neighboursOf(engine, found("secret"), fail);
    neighbours?.leave({ ...state, adoption: { ...state.adoption, before: {} } });
    neighbours?.leave(state);
    handOver();
    assert.deepEqual(neighbours?.left(state)?.adoption.before, state.adoption.before);
    assert.equal(neighbours?.left({ integrationId: 8 }), undefined);
    assert.equal(neighboursOf(engine, found("other"), fail)?.left(state), undefined);
    for (const name of files())
      assert.doesNotMatch(
        readFileSync(join(directory, name), "utf8"),
        /canary|hooks|secret|public/,
      );
  });
});

describe("an encrypted text", () => {
  it("is another one each time, and is read with the secret and the purpose that it was made with", () => {
    const [first, second] = [
      encrypted("ünlesbar", "secret", "run"),
      encrypted("ünlesbar", "secret", "run"),
    ];
    assert.notEqual(first, second);
    assert.equal(decrypted(first, "secret", "run"), "ünlesbar");
    assert.deepEqual(
      [decrypted(first, "secrets", "run"), decrypted(first, "secret", "runs")],
      [undefined, undefined],
    );
  });

  it("that is damaged is none", () => {
    const sealed = encrypted("text", "secret", "run");
    assert.deepEqual(
      [decrypted(sealed.slice(4), "secret", "run"), decrypted("", "secret", "run")],
      [undefined, undefined],
    );
  });
});
