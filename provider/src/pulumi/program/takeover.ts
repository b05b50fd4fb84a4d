/** Program process: when resources take integrations over from one another. What the old one remembers goes along with the new one's inputs, and provider processes are told what the old one must not restore, in whatever order and process. */
import * as pulumi from "@pulumi/pulumi";
import { announce, type Meant, withdraw } from "../announcement";
import { watchEngine } from "../engine-watch";
import { perProgram } from "./context";
import { type Recorded, recordedStates } from "./recorded";

/** A resource that the program declares. */
export interface Declaration {
  name: string;
  type: string;
  /** The integrations that it manages; `undefined` until they are known. */
  integrations: readonly Meant[] | undefined;
  /** What became of it: nothing yet; it is managed; or the run leaves it alone, as one that is neither targeted nor recorded. */
  status: "pending" | "managed" | "skipped";
}

/** The declarations of one program, and what follows from them for what is recorded. */
interface Takeovers {
  /** Adds a declaration. Its fields change as more becomes known; `changed` is called then. */
  declare: (declaration: Declaration) => void;
  changed: () => Promise<void>;
  /** The integrations that other resources declare, once the program has declared what it can at once: a set says what becomes of members that leave. */
  others: (than: Declaration) => Promise<readonly Meant[]>;
}

export const takeovers = perProgram<Takeovers>(() => {
  const declarations: Declaration[] = [];
  const engine = engineAddress();
  let announcement = "";

  async function changed(): Promise<void> {
    const recorded = (await recordedStates()).filter(({ restores }) => restores);
    if (engine === undefined || recorded.length === 0) return;
    const kept = recorded
      .filter((one) => declarations.some((declaration) => keeps(declaration, one, recorded)))
      .map(({ integrationId, account }) => ({ integrationId, account }));
    const text = JSON.stringify(kept);
    if (text === announcement) return;
    if (announcement === "") withdrawLater(engine);
    announcement = text;
    announce(engine, kept);
  }

  async function others(than: Declaration): Promise<readonly Meant[]> {
    await new Promise(setImmediate);
    return declarations.flatMap((one) => (one === than ? [] : (one.integrations ?? [])));
  }
  return { declare: (declaration) => void declarations.push(declaration), changed, others };
});

/** What is recorded of the declared integrations, by whichever resource, as JSON; `undefined` where there is nothing. */
export async function recordedFor(declaration: Declaration): Promise<string | undefined> {
  const recorded = await recordedStates();
  const known = recorded.filter((one) => manages(declaration, one));
  return known.length === 0 ? undefined : JSON.stringify(known.map(({ outputs }) => outputs));
}

/**
 * Whether what is recorded must not be restored, for this declaration's sake. If the only resource that manages it is
 * deleted after it was registered, it is being destroyed, by `pulumi destroy --run-program`.
 */
function keeps(declaration: Declaration, one: Recorded, recorded: readonly Recorded[]): boolean {
  if (!manages(declaration, one) || declaration.status === "skipped") return false;
  const isAlone = recorded.filter((other) => isOf(one, other)).every((other) => isSame(declaration, other));
  return declaration.status === "pending" || !isAlone;
}

/** Where a declaration does not know its integrations yet, it is taken to manage what it did before. */
function manages(declaration: Declaration, one: Recorded): boolean {
  return declaration.integrations?.some((of) => isOf(of, one)) ?? isSame(declaration, one);
}

function isOf(a: Meant, b: Meant): boolean {
  return a.integrationId === b.integrationId && a.account === b.account;
}

function isSame(declaration: Declaration, { name, type }: Recorded): boolean {
  return declaration.name === name && declaration.type === type;
}

/** Once the program has ended, or the engine: a program of the Automation API runs in a process that lives on. */
function withdrawLater(engine: string): void {
  process.once("exit", () => withdraw(engine));
  watchEngine(engine, () => withdraw(engine));
}

/** The address by which every process of the run knows the engine. Pulumi's types do not show the channel. */
function engineAddress(): string | undefined {
  const engine: object | undefined = pulumi.runtime.getEngine();
  const channel: unknown = called(engine, "getChannel");
  const target = called(channel, "getTarget");
  return typeof target === "string" ? target.replace(/^[a-z]+:(?:\/{2,3})?(?=.*:)/, "") : undefined;
}

function called(on: unknown, method: string): unknown {
  if (typeof on !== "object" || on === null) return undefined;
  const found: unknown = Reflect.get(on, method);
  const result: unknown = typeof found === "function" ? Reflect.apply(found, on, []) : undefined;
  return result;
}
