/** What a story is: steps that follow one another on one stack and one emulator. Data alone, which a table of docs/behaviour.md is made from too. */
import type { Emulator, EmulatorOptions } from "pulumi-sendcloud/emulator";
import type { Project } from "../../engine/project";

/** A row of that table: a situation, and what happens in it. */
export interface Row {
  when: string;
  then: string;
}

/** What a step works with. */
export interface World {
  emulator: Emulator;
  /** The emulators of the story's other accounts, by name. */
  others: Record<string, Emulator>;
  project: Project;
  /** Makes another stack, whose programs reach the same emulator. */
  anotherProject: () => Promise<Project>;
}

/** One command, and what is to be seen of it. */
interface Command {
  /** The resources that the program declares from this step on, or its text. */
  program?: Record<string, string> | string;
  /** What happens outside of Pulumi first. */
  first?: (world: World) => Promise<void> | void;
  /** The command; what changes something needs neither --yes nor a preview here. */
  run: string;
  /** Whether the command must fail, with whichever status. */
  fails?: true;
  /** Exactly the requests that Sendcloud sees. */
  asks: unknown[];
  /** The same of the other accounts, by name; none unless given. */
  asksOthers?: Record<string, unknown[]>;
  /** Whether the order of the requests depends on chance. */
  anyOrder?: true;
  prints?: RegExp[];
  printsNot?: RegExp[];
  /** What else must be so afterwards. */
  verify?: (world: World) => Promise<void> | void;
}

/** Something that one command alone cannot tell. */
interface Act {
  act: (world: World) => Promise<void>;
}

/** A step with what it shows: a sentence, or a row of that table; some only programs in JavaScript can show. */
export type Step = ({ does: string } | Row) & (Command | Act) & { only?: "dynamic" };

export interface Story {
  title: string;
  /** Whether only programs in JavaScript can tell it. */
  only?: "dynamic";
  seed: EmulatorOptions["seed"];
  emulator?: EmulatorOptions;
  /** Emulators of other accounts, by name. */
  others?: Record<string, EmulatorOptions>;
  /** The environment of every command: by default the one that reaches the emulator. */
  environment?: (emulator: Emulator) => Record<string, string>;
  /** The oldest version of the CLI that can tell it, and what for. */
  engine?: { since: string; for: string };
  steps: Step[];
}

/** A row, or what a step shows, as one sentence. */
export function sentence(said: { does: string } | Row): string {
  return "does" in said ? said.does : `${said.when}: ${said.then}`;
}
