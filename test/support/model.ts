/** What Sendcloud must hold, and what the state must say, after any sequence of edits, commands and faults: the specification, in as few lines as it takes. */
import { isDeepStrictEqual as equal } from "node:util";
import { type Circumstances, normal } from "./circumstances";
import { fields } from "./fields";
import type { Properties } from "./provider-process";
import type { Declared } from "./stack";

/** What goes wrong with the requests of one command. */
export const faults = ["none", "refused", "broken", "lost", "blind", "down", "flaky"] as const;
export type Fault = (typeof faults)[number];

const couplings = [
  ["webhookActive", "webhookUrl"],
  ["servicePointEnabled", "servicePointCarriers"],
] as const;

const isNone = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || equal(value, []);
const alike = (one: unknown, other: unknown): boolean =>
  equal(normal(one), normal(other)) || (isNone(one) && isNone(other));
const brokenRules = (settings: Properties): (typeof couplings)[number][] =>
  couplings.filter(([flag, needs]) => settings[flag] === true && isNone(settings[needs]));
const breaksRules = (settings: Properties): boolean => brokenRules(settings).length > 0;
const only = (from: Properties, names: readonly string[]): Properties =>
  Object.fromEntries(Object.entries(from).filter(([name]) => names.includes(name)));
const without = (from: Properties, names: readonly string[]): Properties =>
  Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name)));
const fieldOf = (name: string): string | undefined =>
  Object.entries(fields).find(([one]) => one === name)?.[1];

interface Managed {
  id: number;
  restore: boolean;
  /** What the state says that Sendcloud holds. */
  recorded: Properties;
  /** What each setting was when it was first managed. */
  before: Properties;
  /** Everything that each setting may be by us: what was last sent comes last. */
  ours: Record<string, (Properties[string] | undefined)[]>;
  /** The settings whose last write has no known result. */
  unsure: string[];
}

/** What became of a write: not carried out, or carried out but for the settings that are open; `seen` says whether Sendcloud was asked. */
type Outcome = "refused" | { open: string[]; seen: boolean };

export class Model {
  fault: Fault = "none";
  /** Whether the last command failed. */
  failed = false;
  resource: Managed | undefined;
  /** What each command must have sent. */
  sent: Properties[] = [];

  constructor(
    readonly shops: Record<number, Properties>,
    private readonly behaviours: Circumstances = {},
  ) {}

  panel(id: number, change: Properties): void {
    this.shops[id] = { ...this.shop(id), ...change };
  }

  up(
    program: Declared | undefined,
    { refresh, replace }: { refresh: boolean; replace: boolean },
  ): boolean {
    if (refresh && !this.refresh()) return false;
    if (program === undefined) return this.destroy();
    if (breaksRules(program.settings) || program.settings.shopUrl === "") return false;
    const old = this.resource;
    if (old?.id === program.integrationId)
      return replace
        ? this.destroy(Object.keys(program.settings)) && this.adopt(program, old)
        : this.update(program, old);
    return this.destroy() && this.adopt(program);
  }

  refresh(): boolean {
    const { resource } = this;
    if (resource === undefined) return true;
    if (this.fault === "down") return false;
    const live = this.shop(resource.id);
    const names = Object.keys(resource.ours);
    if (
      this.isUntold(
        live,
        Object.fromEntries(names.map((name) => [name, last(resource.ours[name])])),
      )
    )
      return false;
    for (const name of names) {
      const ours = this.matching(resource, name, live);
      resource.recorded[name] = (ours ? ours[0] : live[name]) ?? null;
      resource.ours[name] = ours ?? (resource.ours[name] ?? []).slice(-1);
    }
    resource.unsure = [];
    return true;
  }

  /** Restores all but what is still declared. */
  destroy(declared: readonly string[] = []): boolean {
    const { resource } = this;
    const released = Object.keys(resource?.ours ?? {}).filter((name) => !declared.includes(name));
    if (resource?.restore && (released.length > 0 || declared.length === 0)) {
      if (this.fault === "down") return false;
      const live = this.shop(resource.id);
      const outcome = this.writeRestoring(resource.id, this.restoring(resource, released, live));
      if (outcome === "refused" || outcome.open.length > 0) return false;
    }
    this.resource = undefined;
    return true;
  }

  private adopt({ integrationId: id, onDestroy, settings }: Declared, old?: Managed): boolean {
    const restore = onDestroy === "restore";
    const live = this.shop(id);
    const names = Object.keys(settings);
    const inherited = names.filter((name) => old && this.matching(old, name, live));
    const before = { ...only(live, names), ...only(old?.before ?? {}, inherited) };
    const isKnown = this.fault !== "down" && !this.isUntold(live, settings);
    const outcome = isKnown ? this.write(id, this.differing(settings, live)) : "refused";
    if (outcome === "refused") {
      if (old)
        this.resource = {
          id,
          restore,
          recorded: only(old.recorded, names),
          before: only(old.before, names),
          ours: Object.fromEntries(
            Object.entries(old.ours).filter(([name]) => names.includes(name)),
          ),
          unsure: old.unsure.filter((name) => names.includes(name)),
        };
      return false;
    }
    const ours = Object.fromEntries(
      inherited.map((name) => [name, (old && this.matching(old, name, live)) ?? []]),
    );
    const known = { id, restore, recorded: only(live, inherited), before, ours, unsure: [] };
    return this.record(outcome, known, settings, live);
  }

  private update({ onDestroy, settings }: Declared, old: Managed): boolean {
    const restore = onDestroy === "restore";
    const names = Object.keys(settings);
    const live = this.shop(old.id);
    const added = names.filter((name) => !(name in old.ours));
    const removed = old.restore
      ? Object.keys(old.ours).filter((name) => !names.includes(name))
      : [];
    const isRead = [...added, ...removed, ...old.unsure].length > 0;
    if (isRead && this.fault === "down") return false;
    if (this.isUntold(live, only(settings, added))) return false;
    const back = this.restoring(old, removed, { ...live, ...settings });
    const certain: Properties = {};
    for (const name of old.unsure)
      certain[name] = (this.matching(old, name, live) ?? [live[name]])[0] ?? null;
    const held = { ...old.recorded, ...only(live, added), ...certain };
    const sent = { ...back, ...this.differing(settings, held) };
    const outcome = this.writeRestoring(old.id, sent, back);
    if (outcome === "refused") return false;
    const before = { ...only(old.before, [...names, ...outcome.open]), ...only(live, added) };
    return this.record(outcome, { ...old, restore, before }, settings, held);
  }

  private record(
    { open, seen }: Exclude<Outcome, "refused">,
    known: Managed,
    settings: Properties,
    held: Properties,
  ): boolean {
    const live = this.shop(known.id);
    const recorded: Properties = {};
    const ours: Managed["ours"] = {};
    const unsure: string[] = [];
    const stays = open.filter((name) => !(name in settings));
    for (const name of [...Object.keys(settings), ...stays]) {
      const isTold = seen && !this.isUntold(live, only(settings, [name]));
      const earlier = known.ours[name] ?? [];
      const sent = name in settings ? settings[name] : earlier.at(-1);
      if (!open.includes(name)) {
        const drifts = isTold && !alike(live[name], settings[name]);
        recorded[name] = (drifts ? live : settings)[name] ?? null;
        ours[name] = [sent];
      } else if (isTold) {
        recorded[name] = live[name] ?? null;
        ours[name] = this.matching(known, name, live) ?? [sent];
      } else {
        unsure.push(name);
        const own = this.matching(known, name, held);
        const isOther =
          own !== undefined && name in settings && !equal(held[name], known.before[name]);
        ours[name] = [isOther ? held[name] : known.before[name], sent];
      }
    }
    this.resource = { ...known, recorded, ours, unsure };
    return open.length === 0;
  }

  /** The value of ours that a setting still is; `undefined` if somebody else changed it. */
  private matching(
    { ours }: Managed,
    name: string,
    live: Properties,
  ): Managed["ours"][string] | undefined {
    const found = (ours[name] ?? []).findLast((value) => alike(value, live[name]));
    return found === undefined ? undefined : [found];
  }

  /** What differs, and with a flag that is turned on what it needs. */
  private differing(settings: Properties, held: Properties): Properties {
    const names = Object.keys(settings).filter((name) => !equal(settings[name], held[name]));
    for (const [flag, needs] of couplings)
      if (names.includes(flag) && settings[flag] === true) names.push(needs);
    return only(settings, names);
  }

  /** What goes back to what it was: only what still is ours, and only what Sendcloud would take. */
  private restoring(managed: Managed, names: readonly string[], live: Properties): Properties {
    const { before } = managed;
    const still = names.filter(
      (name) =>
        !equal(before[name], live[name]) &&
        !this.isUntold(live, { [name]: "something" }) &&
        !(name === "shopUrl" && isNone(before[name])) &&
        this.matching(managed, name, live),
    );
    const back = { ...only(before, still) };
    for (const [flag, needs] of couplings) {
      const becomes = { ...live, ...back };
      if (becomes[flag] !== true) continue;
      if (isNone(becomes[needs])) for (const name of [flag, needs]) delete back[name];
      else if (back[flag] === true) back[needs] = becomes[needs] ?? "";
    }
    return back;
  }

  /** Where a write is refused that restores, the rest is written without what the refusal names, and without a flag that needs it. */
  private writeRestoring(id: number, settings: Properties, back = settings): Outcome {
    const sent = this.onWire(settings);
    const isText = this.triesText(id, sent) && this.takes(id, settings);
    const named = this.refusedNames(id, isText ? settings : sent);
    const refused = Object.keys(back).filter((name) => named !== "unknown" && named.includes(name));
    const flags = couplings.filter(
      ([flag, needs]) => back[flag] === true && refused.includes(needs),
    );
    const dropped = [...refused, ...flags.map(([flag]) => flag)];
    const outcome = this.write(id, settings);
    if (!this.answers || refused.length === 0) return outcome;
    if (outcome !== "refused")
      return outcome.open.every((name) => refused.includes(name))
        ? { ...outcome, open: [] }
        : outcome;
    return this.writeRestoring(id, without(settings, dropped), without(back, dropped));
  }

  /** No URL is sent as `null`. */
  private onWire(settings: Properties): Properties {
    return settings.webhookUrl === "" ? { ...settings, webhookUrl: null } : settings;
  }

  private write(id: number, settings: Properties): Outcome {
    const names = Object.keys(settings);
    if (names.length === 0) return { open: [], seen: false };
    const sent = this.onWire(settings);
    this.sent.push(sent);
    const { accepts = 204, denies = [] } = this.behaviours;
    if (this.fault === "refused" || this.fault === "down") return "refused";
    let taken = this.fault !== "broken" && this.takes(id, sent);
    if (!taken && this.answers && this.triesText(id, sent)) {
      this.sent.push(settings);
      taken = this.takes(id, settings);
    }
    const denied = names.filter((name) => denies.includes(fieldOf(name) ?? ""));
    if (taken) this.shops[id] = { ...this.shop(id), ...this.stored(without(settings, denied)) };
    if (this.fault === "blind") return { open: names, seen: false };
    // After a broken attempt, a 403 does not say what became of that.
    const isHidden = this.fault === "flaky" && this.isWithheld(settings);
    if (this.answers && !taken && !isHidden) return "refused";
    const live = this.shop(id);
    const missing = names.filter((name) => !alike(live[name], settings[name]));
    const isLost = !this.answers || isHidden || (accepts === 202 && denied.length > 0);
    const isDenied =
      accepts === 200 && missing.some((name) => !this.isUntold(live, only(settings, [name])));
    if (!isLost && !isDenied) return { open: [], seen: false };
    if (isLost && missing.length === names.length) return "refused";
    return { open: missing, seen: true };
  }

  /** Whether Sendcloud takes a change. */
  private takes(id: number, settings: Properties): boolean {
    return (
      !this.isWithheld(settings) &&
      !this.refusesClearing(settings) &&
      !breaksRules(this.judged(id, settings))
    );
  }

  private isWithheld(settings: Properties): boolean {
    return Object.keys(settings).some((name) =>
      this.behaviours.withheld?.includes(fieldOf(name) ?? ""),
    );
  }

  /** What the rules that join two settings look at. */
  private judged(id: number, settings: Properties): Properties {
    return this.behaviours.rules === "body" ? settings : { ...this.shop(id), ...settings };
  }

  private refusesClearing({ webhookUrl }: Properties): boolean {
    const { clearedBy = "null" } = this.behaviours;
    if (webhookUrl === null) return clearedBy === "text" || clearedBy === "nothing";
    return webhookUrl === "" && (clearedBy === "null" || clearedBy === "nothing");
  }

  /** The settings that a refusal names. */
  private refusedNames(id: number, settings: Properties): readonly string[] | "unknown" {
    const { accepts, denies = [] } = this.behaviours;
    if (this.isWithheld(settings)) return [];
    const denied = Object.keys(settings).filter((name) => denies.includes(fieldOf(name) ?? ""));
    if (this.takes(id, settings)) return accepts === 202 ? denied : [];
    if (this.behaviours.errors === "empty") return "unknown";
    const broken = brokenRules(this.judged(id, settings)).map(([, needs]) => needs);
    const names = this.refusesClearing(settings) ? ["webhookUrl"] : broken;
    return this.behaviours.errors === "v3 as one object" ? names.slice(0, 1) : names;
  }

  /** A `null` that is refused for what it is, or for no reason that is told, is tried once more as empty text. */
  private triesText(id: number, settings: Properties): boolean {
    const named = this.refusedNames(id, settings);
    return (
      settings.webhookUrl === null &&
      !this.isWithheld(settings) &&
      (named === "unknown" || named.includes("webhookUrl"))
    );
  }

  private stored(settings: Properties): Properties {
    const { normalizes = false } = this.behaviours;
    return Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [name, normalizes ? normal(value) : value]),
    );
  }

  /** Whether an answer leaves out what it must tell: a setting that is not set, where something is wanted of it. */
  private isUntold(live: Properties, wanted: Record<string, unknown>): boolean {
    return (
      this.behaviours.blank === "missing" &&
      Object.keys(wanted).some((name) => isNone(live[name]) && !isNone(wanted[name]))
    );
  }

  /** Whether writes are answered by Sendcloud itself. */
  private get answers(): boolean {
    return this.fault === "none" || this.fault === "flaky";
  }

  private shop(id: number): Properties {
    return this.shops[id] ?? {};
  }
}

function last(values: readonly unknown[] | undefined): unknown {
  return values?.at(-1);
}
