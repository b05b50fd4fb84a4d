/** Provider process: the engine's calls for one integration, as the SDK makes them. One process serves one run. */
import type * as pulumi from "@pulumi/pulumi";
import { plainSecrets, unknownKeys } from "../../config/key-names";
import { findConfiguration } from "../../config/sources";
import { SendcloudError } from "../../errors";
import { apply } from "../../lifecycle/apply";
import { refresh } from "../../lifecycle/refresh";
import { remove } from "../../lifecycle/remove";
import { Run, type RunOptions } from "../../lifecycle/run";
import type { Result, State } from "../../lifecycle/state";
import { decodeState, encodeInputs } from "../../lifecycle/state-format";
import { settingNames } from "../../settings/schema";
import type { Properties } from "../../values";
import { checkResource, declaredIn } from "../calls/check-resource";
import { diffResource, warnOfType } from "../calls/diff-resource";
import { outputsOf, Session } from "../calls/session";
import { declarationOf, hiddenInput, readInputs } from "./program-input";

/** What the SDK calls, as functions without a `this`: the entry point exports them one by one. */
export interface IntegrationProvider {
  configure: (request: pulumi.dynamic.ConfigureRequest) => Promise<void>;
  check: (olds: Properties, news: Properties) => Promise<pulumi.dynamic.CheckResult>;
  diff: (id: pulumi.ID, olds: Properties, news: Properties) => Promise<pulumi.dynamic.DiffResult>;
  create: (inputs: Properties) => Promise<{ id: string; outs: Properties }>;
  update: (id: pulumi.ID, olds: Properties, news: Properties) => Promise<{ outs: Properties }>;
  /** An empty id means that the resource is gone. */
  read: (
    id: pulumi.ID,
    props?: Properties,
  ) => Promise<{ id: string; inputs?: Properties; props?: Properties }>;
  delete: (id: pulumi.ID, props: Properties) => Promise<void>;
}

/** What a provider may be given in place of defaults. It calls `begun` once the run begins. */
export type ProviderOptions = Pick<RunOptions, "retryPolicy" | "timeOuts" | "readOneByOne"> & {
  begun?: () => void;
};

export function createProvider({ begun, ...options }: ProviderOptions = {}): IntegrationProvider {
  let session: Session | undefined;

  function running(): Session {
    if (session === undefined) throw new Error("the provider is used before it is configured");
    return session;
  }

  /** Reports a result, and returns the state to record; throws the problem, with what is to be recorded of it. */
  function finish(result: Result, id: string, provider: unknown): State | undefined {
    const { run } = running();
    result.messages.forEach((line) => run.tellOnce(line));
    const { problem, state } = result;
    if (problem === undefined) return state;
    if (state === undefined) throw withoutStack(problem);
    // The runtime adds its address to outputs that are returned, but not to those of an error.
    const properties = { ...outputsOf(state), __provider: provider };
    throw Object.assign(withoutStack(problem), { id, properties, reasons: [problem.message] });
  }

  async function write(id: string, inputs: Properties, state?: State): Promise<Properties> {
    const { run } = running();
    const { declared, program } = readInputs(inputs);
    const wanted = declaredIn(declared, declarationOf(program, declared));
    const result = await apply(run, wanted, state);
    warnOfType(run, result.state, wanted.resource, wanted.settings);
    const recorded = finish(result, id, inputs.__provider);
    if (recorded === undefined) throw new Error("an operation without a problem leaves a state");
    return outputsOf(recorded);
  }

  return {
    /** Synchronous in all but its type: another resource may reach `check` before an awaited call would return. */
    configure({ config }) {
      if (session === undefined) {
        const found = findConfiguration((key) => config.get(key), process.env);
        const run = new Run({ config: { ...found, dynamic: true }, tell: print, ...options });
        session = new Session(run);
        begun?.();
      }
      return Promise.resolve();
    },

    check: (olds, news) =>
      plainly(() => {
        const { declared, program } = readInputs(news);
        const of = declarationOf(program, declared);
        const isRecorded = Object.keys(olds).length > 0;
        // With the path `*` the engine puts all that is recorded in place of the inputs, the hidden one too.
        const isUntouched = program !== undefined && program.number === undefined;
        // With nothing recorded the engine ignores nothing.
        const ignored = !isRecorded ? [] : isUntouched ? settingNames : of.ignored;
        const { run } = running();
        const { configured = [], plain = [] } = program ?? {};
        for (const text of [...unknownKeys(configured), ...plainSecrets(plain)])
          run.tellOnce(`warning: ${text}`);
        const { inputs, failures } = checkResource(running(), declared, { ...of, ignored });
        const hidden = hiddenInput(program, isUntouched ? ["*"] : program?.ignoreChanges);
        return {
          inputs: { ...inputs, ...hidden },
          failures: failures.map(({ property, reason }) => ({ property, reason })),
        };
      }),

    /** A change of `__provider` alone is no change. */
    diff: (id, outputs, inputs) =>
      plainly(() => {
        const { declared, program } = readInputs(inputs);
        const of = declarationOf(program, declared);
        const compared = { id, outputs, inputs: declared, ...of };
        const { changes, replaces } = diffResource(running(), compared);
        return { changes, replaces };
      }),

    create: (inputs) =>
      plainly(async () => {
        const id = String(inputs.integrationId);
        return { id, outs: await write(id, inputs) };
      }),

    update: (id, olds, news) =>
      plainly(async () => ({ outs: await write(id, news, decodeState(olds, id)) })),

    read: (id, props = {}) =>
      plainly(async () => {
        const state = decodeState(props, id);
        const found = finish(await refresh(running().run, state), id, props.__provider);
        if (found === undefined) return { id: "" };
        // With the path `*` the engine puts these in place of what the program gives, the hidden input too.
        const { resource: name, secrets } = found.adoption;
        const hidden = hiddenInput(name === undefined ? undefined : { name, secrets });
        return { id, inputs: { ...encodeInputs(found), ...hidden }, props: outputsOf(found) };
      }),

    delete: (id, props) =>
      plainly(async () => {
        finish(await remove(running().run, decodeState(props, id)), id, props.__provider);
      }),
  };
}

/** The engine shows what this process prints as a message of the stack, while the run goes on. */
function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** An error that an operator can act on is thrown without its stack trace: the runtime prints `${error}: ${error.stack}`. */
async function plainly<Of>(work: () => Of | Promise<Of>): Promise<Of> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof SendcloudError ? withoutStack(error) : error;
  }
}

function withoutStack(problem: SendcloudError): SendcloudError {
  problem.stack = problem.message;
  problem.toString = () => problem.name;
  return problem;
}
