/** Sequences of what happens to a stack and its shops, for the property-testing library: each step is done, and then everything is compared with the model. */
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import * as fc from "fast-check";
import type {
  Emulator,
  Interceptor,
  RecordedRequest,
  StoredIntegration,
} from "pulumi-sendcloud/emulator";
import type { Circumstances } from "./circumstances";
import { fields } from "./fields";
import { type Fault, faults, Model } from "./model";
import type { Properties } from "./provider-process";
import type { Declared, Stack } from "./stack";

/** What the steps are done to. */
export interface World {
  emulator: Emulator;
  stack: Stack;
  /** What the emulator is like. */
  behaviours: Circumstances;
  /** Sets a fault, or ends it. */
  arm: (fault?: Interceptor) => void;
}

const names = Object.entries(fields);
const ids = [1, 2] as const;

/** What the integrations are before anything happens. */
export const seed = [
  { id: 1, shop_name: "Seed" },
  { id: 2, shop_name: "Seed", shop_url: "" },
];

/** Few values, so that edits of program and panel meet. */
const setting = {
  shopName: fc.constantFrom("Seed", "One", "Two"),
  shopUrl: fc.constantFrom("https://shop.example", "https://One.example./shop%2fa?#top"),
  feedbackType: fc.constantFrom("eager", "delayed", "none"),
  webhookActive: fc.boolean(),
  webhookUrl: fc.constantFrom("", "https://hooks.example/one", "https://hooks.example/two"),
  servicePointEnabled: fc.boolean(),
  servicePointCarriers: fc.constantFrom<string[][]>([], ["dhl"], ["dhl", "postnl"]),
};
const settings: fc.Arbitrary<Properties> = fc.record(setting, { requiredKeys: [] });
const some = settings.filter((chosen) => Object.keys(chosen).length > 0);
/** Shop plug-ins clear a shop's URL, which nobody can declare. */
const edits = fc.oneof({ weight: 9, arbitrary: some }, fc.constant<Properties>({ shopUrl: "" }));

const program: fc.Arbitrary<Declared> = fc.record({
  integrationId: fc.constantFrom(1, 1, 1, 2),
  onDestroy: fc.constantFrom("retain", "restore"),
  settings: some,
});

const fault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 3, arbitrary: fc.constant("none" as const) },
  fc.constantFrom(...faults),
);

type Step = fc.AsyncCommand<Model, World>;

/** Any sequence of edits, commands and faults. */
export function lives(maxCommands: number): fc.Arbitrary<Iterable<Step>> {
  const panel = fc.tuple(fc.constantFrom(...ids), edits).map(([id, change]): Step => ({
    check: () => true,
    run(model, { emulator }) {
      model.panel(id, change);
      emulator.edit(id, wire(change));
      return Promise.resolve();
    },
    toString: () => `panel(${id}, ${JSON.stringify(change)})`,
  }));
  const options = fc.record({
    refresh: fc.boolean(),
    replace: fc.constantFrom(false, false, false, true),
  });
  const up = fc
    .tuple(fc.oneof({ weight: 8, arbitrary: program }, fc.constant(undefined)), options, fault)
    .map(([declared, how, wrong]) =>
      command(`up(${JSON.stringify(declared)}, ${JSON.stringify(how)})`, wrong, (stack) =>
        stack.up(declared, how),
      ),
    );
  const accept = fault.map(accepting);
  const bare = fc
    .tuple(fc.constantFrom("refresh", "destroy"), fault)
    .map(([name, wrong]) => command(`${name}()`, wrong, (stack) => stack[name]()));
  return fc.commands([panel, panel, up, up, up, accept, bare, bare], { maxCommands, size: "max" });
}

/** The program declares what the state says, be it somebody else's change. */
function accepting(wrong: Fault): Step {
  return {
    check: ({ resource }) => resource !== undefined && Object.keys(resource.recorded).length > 0,
    run(model, world) {
      const { id = 1, restore = false, recorded = {} } = model.resource ?? {};
      const onDestroy = restore ? "restore" : "retain";
      const declared: Declared = { integrationId: id, onDestroy, settings: recorded };
      const how = { refresh: false, replace: false };
      return command("", wrong, (stack) => stack.up(declared, how)).run(model, world);
    },
    toString: () => `accept() under ${wrong}`,
  };
}

/** The model of the world as it is at first. */
export function beginning({ emulator, behaviours }: World): Model {
  return new Model(Object.fromEntries(ids.map((id) => [id, held(emulator, id)])), behaviours);
}

/** What the model and a stack both do. */
interface Commands<Done> {
  up(program: Declared | undefined, how: { refresh: boolean; replace: boolean }): Done;
  refresh(): Done;
  destroy(): Done;
}

function command(name: string, wrong: Fault, run: <Done>(stack: Commands<Done>) => Done): Step {
  return {
    check: () => true,
    async run(model, { emulator, stack, arm }) {
      model.fault = wrong;
      model.sent = [];
      const seen = emulator.requests.length;
      arm(faultOf(wrong));
      const succeeds = run<boolean>(model);
      const done = await run<Promise<boolean>>(stack);
      assert.equal(done, succeeds, `succeeds or fails; it says: ${stack.said}`);
      arm();
      const sent = emulator.requests.slice(seen).filter(({ method }) => method === "PATCH");
      const isRepeated = ({ path, body }: RecordedRequest, at: number): boolean =>
        isDeepStrictEqual([path, body], [sent[at - 1]?.path, sent[at - 1]?.body]);
      const different = sent
        .filter((request, at) => !isRepeated(request, at))
        .map(({ body }) => body);
      assert.deepEqual(different, model.sent.map(wire), "sends");
      for (const id of ids)
        assert.deepEqual(held(emulator, id), model.shops[id], `integration ${id}`);
      const outputs = await stack.recorded();
      const recorded =
        outputs &&
        Object.fromEntries(Object.entries(outputs).filter(([output]) => output in fields));
      assert.deepEqual(recorded, model.resource?.recorded, "the state");
      assert.doesNotMatch(stack.said, /\n\s+at /);
    },
    toString: () => (wrong === "none" ? name : `${name} under ${wrong}`),
  };
}

function faultOf(wrong: Fault): Interceptor {
  const met = new Set<string>();
  let written = false;
  return ({ method, path }, response) => {
    const writes = method === "PATCH";
    written ||= writes;
    const refused = (wrong === "refused" && writes) || wrong === "down";
    const flaky = wrong === "flaky" && !met.has(`${method} ${path}`);
    met.add(`${method} ${path}`);
    if (refused || flaky) response.writeHead(flaky ? 503 : 403).end();
    else if ((wrong === "broken" && writes) || (wrong === "blind" && written && !writes))
      response.destroy();
    else return writes && (wrong === "lost" || wrong === "blind") ? "lose" : false;
    return true;
  };
}

function wire(chosen: Properties): Partial<StoredIntegration> {
  return Object.fromEntries(
    names.flatMap(([name, field]) => (name in chosen ? [[field, chosen[name]]] : [])),
  );
}

function held(emulator: Emulator, id: number): Properties {
  const integration = emulator.integration(id);
  assert.ok(integration);
  // The emulator stores what is not set as empty text, whatever it answers.
  return Object.fromEntries(names.map(([name, field]) => [name, integration[field] ?? ""]));
}
