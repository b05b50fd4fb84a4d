/** What Sendcloud must hold, and what the state must say, after any sequence of edits, commands and faults: the specification, in as few lines as it takes. */
import { isDeepStrictEqual as equal } from "node:util";
import type { Properties } from "./provider-process";
import type { Declared } from "./stack";

/** What goes wrong with the requests of one command. */
export const faults = ["none", "refused", "broken", "lost", "blind", "down", "flaky"] as const;
export type Fault = (typeof faults)[number];

const couplings = [
  ["webhookActive", "webhookUrl"],
  ["servicePointEnabled", "servicePointCarriers"],
] as const;

const isNone = (value: unknown): boolean => value === undefined || value === null || equal(value, []);
const brokenRules = (settings: Properties): (readonly string[])[] =>
  couplings.filter(([flag, needs]) => settings[flag] === true && isNone(settings[needs]));
const breaksRules = (settings: Properties): boolean => brokenRules(settings).length > 0;
const only = (from: Properties, names: readonly string[]): Properties =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));
const without = (from: Properties, names: readonly string[]): Properties =>
  Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name)));

interface Managed {
  id: number;
  restore: boolean;
  /** What the state says that Sendcloud holds. */
  recorded: Properties;
  /** What each setting was when it was first managed. */
  before: Properties;
  /** Everything that each setting may have been left as by us, the newest last. */
  ours: Record<string, unknown[]>;
  /** Whether the next up must go on with it. */
  open: boolean;
}

/** What became of a write: not carried out, or carried out but for the settings that are open; `seen` says whether Sendcloud was asked. */
type Outcome = "refused" | { open: string[]; seen: boolean };

export class Model {
  fault: Fault = "none";
  resource: Managed | undefined;
  /** What each command must have sent. */
  sent: Properties[] = [];

  constructor(readonly shops: Record<number, Properties>) {}

  panel(id: number, change: Properties): void {
    this.shops[id] = { ...this.shop(id), ...change };
  }

  up(program: Declared | undefined, { refresh, replace }: { refresh: boolean; replace: boolean }): boolean {
    if (refresh && !this.refresh()) return false;
    if (program === undefined) return this.destroy();
    if (breaksRules(program.settings)) return false;
    const old = this.resource;
    if (old?.id === program.integrationId) return replace ? this.adopt(program, old) : this.update(program, old);
    return this.destroy() && this.adopt(program);
  }

  refresh(): boolean {
    const { resource } = this;
    if (resource === undefined) return true;
    if (this.fault === "down") return false;
    const live = this.shop(resource.id);
    for (const [name, ours] of Object.entries(resource.ours)) {
      resource.ours[name] = ours.some((value) => equal(value, live[name])) ? [live[name]] : ours.slice(-1);
    }
    resource.recorded = only(live, Object.keys(resource.ours));
    resource.open = Object.entries(resource.ours).some(([name, [value]]) => !equal(value, live[name]));
    return true;
  }

  destroy(): boolean {
    const { resource } = this;
    if (resource?.restore) {
      if (this.fault === "down") return false;
      const live = this.shop(resource.id);
      const outcome = this.writeRestoring(resource.id, this.restoring(resource, Object.keys(resource.before), live));
      if (outcome === "refused" || outcome.open.length > 0) return false;
    }
    this.resource = undefined;
    return true;
  }

  private adopt({ integrationId: id, onDestroy, settings }: Declared, old?: Managed): boolean {
    const restore = onDestroy === "restore";
    const live = this.shop(id);
    const names = Object.keys(settings);
    const inherited = names.filter((name) => old?.ours[name]?.some((value) => equal(value, live[name])));
    const before = { ...only(live, names), ...only(old?.before ?? {}, inherited) };
    const outcome = this.fault === "down" ? "refused" : this.write(id, this.differing(settings, live));
    if (outcome === "refused") {
      if (old) this.resource = { ...old, restore, open: true };
      return false;
    }
    const held = Object.fromEntries(Object.entries(only(live, names)).map(([name, value]) => [name, [value]]));
    return this.record(outcome, { id, restore, recorded: settings, before, ours: held, open: false }, settings);
  }

  private update({ onDestroy, settings }: Declared, old: Managed): boolean {
    const restore = onDestroy === "restore";
    if (!old.open && old.restore === restore && equal(old.recorded, settings)) return true;
    const names = Object.keys(settings);
    const live = this.shop(old.id);
    const added = names.filter((name) => !(name in old.before));
    const removed = old.restore ? Object.keys(old.before).filter((name) => !names.includes(name)) : [];
    if (this.fault === "down" && (added.length > 0 || removed.length > 0)) return false;
    const back = this.restoring(old, removed, { ...live, ...settings });
    const sent = { ...back, ...this.differing(settings, { ...old.recorded, ...only(live, added) }) };
    const outcome = this.writeRestoring(old.id, sent, back);
    if (outcome === "refused") return false;
    // What is sent a second time is read back, to learn whether Sendcloud keeps something else.
    const again = Object.keys(sent).some(
      (name) => name in old.recorded && !equal(old.recorded[name], sent[name]) && old.ours[name]?.some((value) => equal(value, sent[name])),
    );
    if (again && this.answers) outcome.seen = true;
    const before = { ...only(old.before, [...names, ...outcome.open]), ...only(live, added) };
    return this.record(outcome, { ...old, restore, before, recorded: settings, open: false }, settings);
  }

  private record({ open, seen }: { open: string[]; seen: boolean }, next: Managed, settings: Properties): boolean {
    const live = this.shop(next.id);
    const names = Object.keys(settings);
    const sent = this.sent.at(-1) ?? {};
    const ours: Managed["ours"] = Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, [value]]));
    for (const name of open) ours[name] = [...(next.ours[name] ?? []), sent[name]];
    const recorded = seen ? only(live, names) : without(settings, open);
    const drifted = names.some((name) => name in recorded && !equal(recorded[name], settings[name]));
    this.resource = { ...next, recorded, ours, open: open.length > 0 || drifted };
    return open.length === 0;
  }

  /** What differs, and with a flag that is turned on what it needs. */
  private differing(settings: Properties, held: Properties): Properties {
    const names = Object.keys(settings).filter((name) => !equal(settings[name], held[name]));
    for (const [flag, needs] of couplings) if (names.includes(flag) && settings[flag] === true) names.push(needs);
    return only(settings, names);
  }

  /** What goes back to what it was: only what still is ours, and only what Sendcloud would take. */
  private restoring({ before, ours }: Managed, names: readonly string[], live: Properties): Properties {
    const still = names.filter((name) => !equal(before[name], live[name]) && ours[name]?.some((value) => equal(value, live[name])));
    const back = { ...only(before, still) };
    for (const [flag, needs] of couplings) {
      const becomes = { ...live, ...back };
      if (becomes[flag] !== true) continue;
      if (isNone(becomes[needs])) for (const name of [flag, needs]) delete back[name];
      else if (back[flag] === true) back[needs] = becomes[needs] ?? null;
    }
    return back;
  }

  /** Where a write is refused that clears what returns to nothing, the rest is written without it. */
  private writeRestoring(id: number, settings: Properties, back = settings): Outcome {
    const broken = brokenRules({ ...this.shop(id), ...settings });
    const cleared = Object.keys(back).filter((name) => isNone(back[name]));
    const isNamed = cleared.some((name) => broken.some((rule) => rule.includes(name)));
    const outcome = this.write(id, settings);
    return outcome === "refused" && this.answers && isNamed ? this.write(id, without(settings, cleared)) : outcome;
  }

  private write(id: number, settings: Properties): Outcome {
    const names = Object.keys(settings);
    if (names.length === 0) return { open: [], seen: false };
    this.sent.push(settings);
    const next = { ...this.shop(id), ...settings };
    if (this.fault === "refused" || this.fault === "down") return "refused";
    const applied = this.fault !== "broken" && !breaksRules(next);
    if (applied) this.shops[id] = next;
    if (this.fault === "blind") return { open: names, seen: false };
    if (this.answers) return applied ? { open: [], seen: false } : this.refuses(settings, next);
    const missing = names.filter((name) => !equal(this.shop(id)[name], settings[name]));
    return missing.length === names.length ? "refused" : { open: missing, seen: true };
  }

  /** A `null` that is refused for what it is, or for no reason that is told, is tried once more as empty text, which the same rules refuse. */
  private refuses(settings: Properties, next: Properties): Outcome {
    if (settings.webhookUrl === null && brokenRules(next).some((rule) => rule.includes("webhookUrl")))
      this.sent.push({ ...settings, webhookUrl: "" });
    return "refused";
  }

  /** Whether writes are answered by Sendcloud itself. */
  private get answers(): boolean {
    return this.fault === "none" || this.fault === "flaky";
  }

  private shop(id: number): Properties {
    return this.shops[id] ?? {};
  }
}
