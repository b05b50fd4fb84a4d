/** One stack with at most one resource: what a test does with it, whoever plays the engine. */
import { type Properties, type ProviderProcess, unfinished } from "./provider-process";

/** What a program declares. */
export interface Declared {
  integrationId: number;
  onDestroy: "retain" | "restore";
  settings: Properties;
}

/** Commands say whether they succeeded. */
export interface Stack {
  up(
    program: Declared | undefined,
    options: { refresh: boolean; replace: boolean },
  ): Promise<boolean>;
  refresh(): Promise<boolean>;
  destroy(): Promise<boolean>;
  /** The outputs of the resource in the state, secrets in the clear. */
  recorded(): Promise<Properties | undefined>;
  /** What the last command printed as errors. */
  said: string;
}

/** What the engine asks of a provider, and what it takes from a failure. */
export interface Spoken extends Pick<
  ProviderProcess,
  "beginRun" | "check" | "diff" | "update" | "delete"
> {
  create(inputs: Properties): Promise<{ outputs: Properties }>;
  read(id: string, props: Properties): Promise<{ id: string; outputs: Properties }>;
  /** What is left after a failure; no outputs where nothing is managed any more. */
  unfinished(error: unknown): { outputs: Properties | undefined } | undefined;
}

/** A provider process as it is. */
export function resourceOfItsOwn(provider: ProviderProcess): Spoken {
  return {
    beginRun: () => provider.beginRun(),
    check: (news) => provider.check(news),
    diff: (olds, news) => provider.diff(olds, news),
    create: (inputs) => provider.create(inputs),
    read: (id, props) => provider.read(id, props),
    update: (id, olds, news) => provider.update(id, olds, news),
    delete: (id, props) => provider.delete(id, props),
    unfinished,
  };
}

interface Resource {
  id: string;
  outputs: Properties;
  /** Whether the last step failed half way: the engine then updates it whatever diff says. */
  unfinished: boolean;
}

/** What the engine does, told to a provider process directly: thousands of runs in the time of one. The same tests hold it to the real engine. */
export function directStack(provider: Spoken): Stack {
  let resource: Resource | undefined;

  async function run(work: () => Promise<void>): Promise<boolean> {
    provider.beginRun();
    stack.said = "";
    try {
      await work();
      return true;
    } catch (error) {
      stack.said = error instanceof Error ? error.message : String(error);
      return false;
    }
  }

  async function read(): Promise<void> {
    if (resource === undefined) return;
    const { id, outputs } = await provider.read(resource.id, resource.outputs);
    resource = id === "" ? undefined : { id, outputs, unfinished: false };
  }

  async function remove(): Promise<void> {
    if (resource === undefined) return;
    await provider.delete(resource.id, resource.outputs);
    resource = undefined;
  }

  /** Creates or updates; what failed half way is recorded as the process says. */
  async function step(id: string, work: () => Promise<Properties>): Promise<void> {
    try {
      resource = { id, outputs: await work(), unfinished: false };
    } catch (error) {
      const half = provider.unfinished(error);
      if (half) resource = half.outputs && { id, outputs: half.outputs, unfinished: true };
      throw error;
    }
  }

  const stack: Stack = {
    said: "",
    up: (program, { refresh, replace }) =>
      run(async () => {
        if (refresh) await read();
        if (program === undefined) return remove();
        const { integrationId, onDestroy, settings } = program;
        const { inputs, failures } = await provider.check({
          integrationId,
          onDestroy,
          ...settings,
        });
        if (failures.length > 0) throw new Error(JSON.stringify(failures));
        if (resource !== undefined) {
          const { id, outputs } = resource;
          const { changes, replaces } = await provider.diff(outputs, inputs);
          if (!replace && replaces.length === 0) {
            if (changes || resource.unfinished)
              await step(id, () => provider.update(id, outputs, inputs));
            return;
          }
          await remove();
        }
        await step(String(integrationId), async () => (await provider.create(inputs)).outputs);
      }),
    refresh: () => run(read),
    destroy: () => run(remove),
    recorded: () => Promise.resolve(resource?.outputs),
  };
  return stack;
}
