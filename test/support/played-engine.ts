/** An engine that is played: it asks a provider process what Pulumi's engine asks, and keeps a state of several resources. The model's tests hold both to the same. */
import { isDeepStrictEqual } from "node:util";
import type { Properties } from "./provider-process";

/** What is asked about one resource. */
export interface Asked {
  check(
    news: Properties,
    olds: Properties,
  ): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }>;
  diff(olds: Properties, news: Properties): Promise<{ changes: boolean; replaces: string[] }>;
  create(inputs: Properties, preview?: boolean): Promise<{ id: string; outputs: Properties }>;
  read(
    id: string,
    props?: Properties,
  ): Promise<{ id: string; outputs: Properties; inputs: Properties }>;
  update(id: string, olds: Properties, news: Properties, preview?: boolean): Promise<Properties>;
  delete(id: string, props: Properties): Promise<void>;
}

/** A process that answers it. */
export interface Answering {
  /** The resource of this name. */
  resource(name: string): Asked;
  /** What the engine records of a failure. */
  unfinished(error: unknown): { outputs: Properties | undefined } | undefined;
  /** Whether the engine asks the process at preview too. */
  previews: boolean;
}

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
  refresh: boolean;
  replace: readonly string[];
  /** The only resources that it is about. */
  targets: readonly string[] | undefined;
  /** Whether resources that are left are done after an error. */
  continues: boolean;
  /** Whether resources are done side by side, as the engine does them. */
  parallel: boolean;
  /** The resources that had another name until then, and that name. */
  renamed: Record<string, string>;
  /** Whether what replaces a resource is created before that one is deleted. */
  createsFirst: boolean;
}

/** The state of one stack. */
export class PlayedEngine {
  readonly state = new Map<string, Recorded>();
  /** What the last command did: the operation and the resource. */
  operations: string[] = [];
  /** The errors of the last command. */
  errors: string[] = [];

  /** Runs a command of a program, and says whether it succeeded. */
  async run(process: Answering, program: Record<string, Properties>, play: Play): Promise<boolean> {
    const { command, refresh, targets, continues, parallel, renamed } = play;
    this.operations = [];
    this.errors = [];
    for (const [name, old] of Object.entries(renamed)) {
      const recorded = this.state.get(old);
      this.state.delete(old);
      if (recorded !== undefined) this.state.set(name, recorded);
    }
    const each = async (of: string[], work: (name: string) => Promise<void>): Promise<void> => {
      const chosen = of.filter((name) => targets?.includes(name) ?? true);
      const attempt = (name: string): Promise<void> =>
        work(name).catch((error: unknown) => void this.errors.push(textOf(error)));
      if (parallel) await Promise.all(chosen.map(attempt));
      else
        for (const name of chosen) {
          if (this.errors.length > 0 && !continues) return;
          await attempt(name);
        }
    };
    const recorded = (): string[] => [...this.state.keys()];
    if (command === "refresh" || refresh)
      await each(recorded(), (name) => this.read(process, name));
    if (command === "destroy")
      await each(recorded().reverse(), (name) => this.remove(process, name));
    if (command === "up" || command === "preview") await this.declare(process, program, play, each);
    return this.errors.length === 0;
  }

  private async declare(
    process: Answering,
    program: Record<string, Properties>,
    play: Play,
    each: (of: string[], work: (name: string) => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const names = Object.keys(program);
    const checked = new Map<string, Properties>();
    for (const name of names) {
      const { inputs, failures } = await process
        .resource(name)
        .check(program[name] ?? {}, this.state.get(name)?.inputs ?? {});
      this.errors.push(...failures.map(({ reason }) => `resource '${name}': ${reason}`));
      checked.set(name, inputs);
    }
    if (this.errors.length > 0) return;
    const replaced: [name: string, old: Recorded][] = [];
    await each(names, (name) =>
      this.step(process, name, checked.get(name) ?? {}, play, (old) => replaced.push([name, old])),
    );
    if (play.command === "preview" || (this.errors.length > 0 && !play.continues)) return;
    for (const [name, old] of replaced)
      await each([name], () => process.resource(name).delete(old.id, old.outputs));
    const gone = [...this.state.keys()].filter((name) => !names.includes(name));
    await each(gone, (name) => this.remove(process, name));
  }

  private async read(process: Answering, name: string): Promise<void> {
    const before = this.state.get(name);
    if (before === undefined) return;
    const { id, inputs, outputs } = await process.resource(name).read(before.id, before.outputs);
    if (id === "") {
      this.state.delete(name);
      this.operations.push(`delete ${name}`);
      return;
    }
    if (!isDeepStrictEqual(shown(outputs), shown(before.outputs)))
      this.operations.push(`update ${name}`);
    this.state.set(name, { id, inputs: { ...before.inputs, ...inputs }, outputs });
  }

  private async remove(process: Answering, name: string): Promise<void> {
    const before = this.state.get(name);
    if (before === undefined) return;
    await process.resource(name).delete(before.id, before.outputs);
    this.operations.push(`delete ${name}`);
    this.state.delete(name);
  }

  private async step(
    process: Answering,
    name: string,
    inputs: Properties,
    { command, replace, createsFirst }: Play,
    deleteLater: (old: Recorded) => void,
  ): Promise<void> {
    const old = this.state.get(name);
    const isPreview = command === "preview";
    const resource = process.resource(name);
    const isAsked = !isPreview || process.previews;
    if (old !== undefined) {
      const { changes, replaces } = await resource.diff(old.outputs, inputs);
      if (!replace.includes(name) && replaces.length === 0) {
        if (!changes && !old.unfinished) return;
        this.operations.push(`update ${name}`);
        if (!isAsked) return;
        const update = (): Promise<Properties> =>
          resource.update(old.id, old.outputs, inputs, isPreview);
        return this.record(process, name, { id: old.id, inputs }, update, isPreview);
      }
      if (!isPreview && !createsFirst) await this.remove(process, name);
      else deleteLater(old);
    }
    this.operations.push(`create ${name}`);
    if (!isAsked) return;
    const create = async (): Promise<Properties> =>
      (await resource.create(inputs, isPreview)).outputs;
    await this.record(
      process,
      name,
      { id: JSON.stringify(inputs.integrationId), inputs },
      create,
      isPreview,
    );
  }

  /** Records what was done, and of what failed half way what the process says of it. */
  private async record(
    process: Answering,
    name: string,
    known: { id: string; inputs: Properties },
    work: () => Promise<Properties>,
    isPreview: boolean,
  ): Promise<void> {
    try {
      const outputs = await work();
      if (!isPreview) this.state.set(name, { ...known, outputs });
    } catch (error) {
      const half = process.unfinished(error);
      if (half?.outputs)
        this.state.set(name, { ...known, outputs: half.outputs, unfinished: true });
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
