/** An engine that is played: it asks a provider process what Pulumi's engine asks, and keeps a state of several resources. The model's tests hold both to the same. */
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import {
  isSecret,
  type Properties,
  type ProviderProcess,
  secretly,
  unfinished,
} from "./provider-process";
import type { Stack } from "./stack";

interface Recorded {
  id: string;
  inputs: Properties;
  outputs: Properties;
  /** Whether the last step failed half way: the engine then updates it whatever diff says. */
  unfinished?: boolean;
}

/** What a command does to resources. */
export interface Play {
  command: "preview" | "up" | "refresh" | "destroy";
  refresh?: boolean;
  replace?: readonly string[];
  /** Whether resources that are left are done after an error. */
  continues?: boolean;
  /** Whether resources are done side by side, as the engine does them. */
  parallel?: boolean | undefined;
  /** The resources that had another name until then, and that name. */
  renamed?: Record<string, string> | undefined;
  /** Whether what replaces a resource is created before that one is deleted. */
  createsFirst?: boolean | undefined;
}

/** The state of one stack. */
export class PlayedEngine {
  /** What the last command did: the operation and the resource. */
  operations: string[] = [];
  /** The errors of the last command. */
  errors: string[] = [];

  constructor(
    private readonly process: ProviderProcess,
    readonly state = new Map<string, Recorded>(),
  ) {}

  /** Runs a command of a program, and says whether it succeeded. */
  async run(program: Record<string, Properties>, play: Play): Promise<boolean> {
    const { command, refresh, renamed = {} } = play;
    this.operations = [];
    this.errors = [];
    for (const [name, old] of Object.entries(renamed)) {
      const recorded = this.state.get(old);
      this.state.delete(old);
      if (recorded !== undefined) this.state.set(name, recorded);
    }
    const names = [...this.state.keys()];
    if (command === "refresh" || refresh) await this.each(names, play, (name) => this.read(name));
    if (command === "destroy") await this.each(names.reverse(), play, (name) => this.remove(name));
    if (command === "up" || command === "preview") await this.declare(program, play);
    return this.errors.length === 0;
  }

  private async each<Item>(
    items: readonly Item[],
    { continues, parallel }: Play,
    work: (item: Item) => Promise<void>,
  ): Promise<void> {
    const attempt = (item: Item): Promise<void> =>
      work(item).catch((error: unknown) => void this.errors.push(textOf(error)));
    if (parallel) await Promise.all(items.map(attempt));
    else
      for (const item of items) {
        if (this.errors.length > 0 && !continues) return;
        await attempt(item);
      }
  }

  private async declare(program: Record<string, Properties>, play: Play): Promise<void> {
    const checked = new Map<string, Properties>();
    for (const [name, news] of Object.entries(program)) {
      const { inputs, failures } = await this.process
        .resource(name)
        .check(news, this.state.get(name)?.inputs);
      this.errors.push(...failures.map(({ reason }) => `resource '${name}': ${reason}`));
      // The engine gives inputs back with the marks of secrets that it got.
      for (const input of Object.keys(inputs))
        if (isSecret(news[input])) inputs[input] = secretly(inputs[input] ?? null);
      checked.set(name, inputs);
    }
    if (this.errors.length > 0) return;
    const deletions: (() => Promise<void>)[] = [];
    await this.each([...checked], play, ([name, inputs]) =>
      this.step(name, inputs, play, (deletion) => deletions.push(deletion)),
    );
    if (play.command === "preview" || (this.errors.length > 0 && !play.continues)) return;
    await this.each(deletions, play, (deletion) => deletion());
    const gone = [...this.state.keys()].filter((name) => !checked.has(name));
    await this.each(gone, play, (name) => this.remove(name));
  }

  private async read(name: string): Promise<void> {
    const before = this.state.get(name);
    if (before === undefined) return;
    const { id, inputs, outputs } = await this.process
      .resource(name)
      .read(before.id, before.outputs);
    if (id === "") {
      this.state.delete(name);
      this.operations.push(`delete ${name}`);
      return;
    }
    if (!isDeepStrictEqual(shown(outputs), shown(before.outputs)))
      this.operations.push(`update ${name}`);
    this.state.set(name, { id, inputs: { ...before.inputs, ...inputs }, outputs });
  }

  private async remove(name: string): Promise<void> {
    const before = this.state.get(name);
    if (before === undefined) return;
    await this.process.resource(name).delete(before.id, before.outputs);
    this.operations.push(`delete ${name}`);
    this.state.delete(name);
  }

  private async step(
    name: string,
    inputs: Properties,
    { command, replace = [], createsFirst }: Play,
    deleteLater: (deletion: () => Promise<void>) => void,
  ): Promise<void> {
    const old = this.state.get(name);
    const isPreview = command === "preview";
    const resource = this.process.resource(name);
    const isAsked = !isPreview || this.process.previews;
    if (old !== undefined) {
      const { changes, replaces } = await resource.diff(old.outputs, inputs, old);
      if (!replace.includes(name) && replaces.length === 0) {
        if (!changes && !old.unfinished) return;
        this.operations.push(`update ${name}`);
        if (!isAsked) return;
        return this.record(name, old.id, inputs, isPreview, () =>
          resource.update(old.id, old.outputs, inputs, isPreview),
        );
      }
      if (!isPreview && !createsFirst) await this.remove(name);
      else deleteLater(() => resource.delete(old.id, old.outputs));
    }
    this.operations.push(`create ${name}`);
    if (!isAsked) return;
    const id = JSON.stringify(inputs.integrationId);
    await this.record(name, id, inputs, isPreview, async () => {
      const created = await resource.create(inputs, isPreview);
      return created.outputs;
    });
  }

  /** Records what was done, and of what failed half way what the process says of it. */
  private async record(
    name: string,
    id: string,
    inputs: Properties,
    isPreview: boolean,
    work: () => Promise<Properties>,
  ): Promise<void> {
    try {
      const outputs = await work();
      if (!isPreview) this.state.set(name, { id, inputs, outputs });
    } catch (error) {
      const half = unfinished(error);
      if (half) this.state.set(name, { id, inputs, ...half, unfinished: true });
      throw error;
    }
  }
}

/** What the engine shows of outputs. */
function shown({ adoption: _, ...outputs }: Properties): Properties {
  return outputs;
}

function textOf(error: unknown): string {
  if (error instanceof Error && "details" in error) return String(error.details);
  return error instanceof Error ? error.message : String(error);
}

/** A stack of one resource, told to a provider process directly: thousands of runs in the time of one of the real engine. */
export function playedStack(process: ProviderProcess, config: Properties): Stack {
  const engine = new PlayedEngine(process);
  const run = async (play: Play, program: Record<string, Properties> = {}): Promise<boolean> => {
    assert.deepEqual(await process.begin(config), []);
    const succeeded = await engine.run(program, play);
    stack.said = engine.errors.join("\n");
    return succeeded;
  };
  const stack: Stack = {
    said: "",
    up: (program, { refresh, replace }) => {
      const { settings, ...rest } = program ?? {};
      return run(
        { command: "up", refresh, replace: replace ? ["shop"] : [] },
        program && { shop: { ...rest, ...settings } },
      );
    },
    refresh: () => run({ command: "refresh" }),
    destroy: () => run({ command: "destroy" }),
    recorded: () => Promise.resolve(engine.state.get("shop")?.outputs),
  };
  return stack;
}
