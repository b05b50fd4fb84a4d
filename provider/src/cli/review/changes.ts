/** The changes of integrations in a preview: what each means, row by row, and how serious it is. Pure. */
import { readAdoptionPreview } from "../../lifecycle/adoption-preview";
import { native, resourceType } from "../../pulumi/tokens";
import { declaredProvider, resourceName, typeInUrn } from "../../pulumi/urns";
import { equal } from "../../settings/diff";
import { settingNames } from "../../settings/schema";
import { grouped, type Properties } from "../../values";
import { type Digest, printedIn, type Step } from "./digest";
import { isOpaque, isSetting, type Meaning, meaning, valueText } from "./meaning";

/** How serious it is: the shop may suffer (`risk`), nobody can tell (`unknown`), or it will not suffer (`calm`). */
export type Weight = "risk" | "unknown" | "calm";

/** A sentence about an integration. */
export interface Note {
  text: string;
  weight: Weight;
}

/** A sentence about one property of it; and what it means that a side has no value. */
export type Row = ReturnType<typeof rowsOf>[number];

/** What happens to one integration: `move` adopts another one, `drift` is what a refresh finds. */
type Effect = "adopt" | "update" | "move" | "release" | "drift";
type Change = ReturnType<typeof changeOf>;

/** One integration of a review. */
export type Entry = ReturnType<typeof entryOf>;

/** What says which integration it is. */
const identity = ["integrationId", "account", "provider"];
const weights: readonly Weight[] = ["risk", "unknown", "calm"];

/** Sorts the heaviest first. */
export function byWeight(one: { weight: Weight }, other: { weight: Weight }): number {
  return weights.indexOf(one.weight) - weights.indexOf(other.weight);
}

/** Every change of an integration, one a resource. */
export function entriesOf({ steps, diagnostics }: Digest): Entry[] {
  // `pulumi preview --refresh` prints steps of the program too, at least a second one of the stack.
  const isSingle = new Set(steps.map(({ urn }) => urn)).size === steps.length;
  const isRefresh = isSingle && steps.some(({ op }) => op === "refresh");
  const idle = /^(same|refresh|read|discard|diff|remove-pending)/;
  const ours = steps.filter((step) => edgeOf(step) && !idle.test(step.op));
  const resources = [...grouped(ours, ({ urn }) => urn).values()];
  const printed = printedIn(diagnostics);
  return resources.flatMap((all) => {
    // Engines print the parts of a replacement beside it, and an import before its update.
    const find = (ops: RegExp): Step | undefined => all.find(({ op }) => ops.test(op));
    const step = find(/^replace$/) ?? find(/-replacement$/) ?? all.at(-1);
    return step ? entryOf(changeOf(step, isRefresh, printed)) : [];
  });
}

function changeOf(step: Step, isRefresh: boolean, printed: ReturnType<typeof printedIn>) {
  const { urn, op, oldState: old, newState: next } = step;
  const effect: Effect = isRefresh ? "drift" : effectOf(op);
  const isPlugin = edgeOf(step) === "plugin";
  const before = effect === "adopt" ? {} : sideOf(old, "outputs");
  const after = effect === "release" ? {} : sideOf(next, "inputs");
  const shown = readAdoptionPreview(printed(urn), { name: resourceName(urn), inputs: after });
  // The engine imports only what is as the program declares it.
  const adopted = op === "import" && isPlugin ? after : shown;
  const lacks = effect === "adopt" ? !next : !old || (/update|move/.test(effect) && !next);
  const isSame = identity.every((name) => before[name] === after[name]);
  const isAnother = effect === "adopt" || (effect === "move" && !isSame);
  const isKnown = /^(create|update|import|delete)|replace/.test(op);
  const names = Object.keys(step.detailedDiff ?? {}).map((path) => path.split(/[.[]/)[0]);
  return {
    urn,
    effect,
    before,
    after,
    /** What is known of the integration that is declared from now on. */
    live: effect === "adopt" || effect === "move" ? adopted : before,
    isAnother,
    /** The properties that change, where the provider says it: that of dynamic resources does not. */
    changing: isPlugin && names.length > 0 ? new Set(names) : undefined,
    /** Why the two sides cannot be compared. */
    unseen: !isKnown
      ? `What ${op} does is not known to this version`
      : lacks && "The preview does not hold what it was, or would be",
    /** Whether nothing is restored, whatever `onDestroy` says. */
    isForgotten: old?.retainOnDelete === true,
  };
}

function effectOf(op: string): Effect {
  if (op.startsWith("delete")) return "release";
  if (op === "create" || op === "import") return "adopt";
  return op === "replace" || op.endsWith("-replacement") ? "move" : "update";
}

/** The properties of one side, with the provider that the program declares for it. */
function sideOf(state: Step["oldState"], from: "inputs" | "outputs"): Properties {
  if (!state) return {};
  const side = Object.keys(state[from]).length > 0 ? state[from] : state.inputs;
  const isPlugin = state.type === native.resource;
  const provider = isPlugin ? declaredProvider(state.provider) : undefined;
  return provider === undefined ? side : { ...side, provider };
}

/** What serves a resource of ours, whatever its parents are. */
function edgeOf({ urn, oldState, newState }: Step): "dynamic" | "plugin" | undefined {
  const type = newState?.type || oldState?.type || typeInUrn(urn);
  if (type === resourceType) return "dynamic";
  return type === native.resource ? "plugin" : undefined;
}

function entryOf(change: Change) {
  const { urn, effect, before, after, live } = change;
  const isOld = effect === "release" || effect === "move";
  const rows = rowsOf(change).sort(byWeight);
  const note = noteOf(change, rows);
  const names = [isOld ? before.shopName : live.shopName, before.shopName, after.shopName];
  const name = names.find((one) => typeof one === "string" && one !== "" && !isOpaque(one));
  return {
    resource: resourceName(urn),
    name: name === undefined ? "" : valueText(name),
    number: numberOf(isOld ? before : { ...before, ...after }),
    note,
    rows,
    weight: [note ?? [], rows].flat().sort(byWeight)[0]?.weight ?? "calm",
    /** Whether it is adopted as it is. */
    isIdle: effect === "adopt" && rows.length === 0 && note?.weight === "calm",
  };
}

function numberOf({ integrationId, account, provider }: Properties): string {
  if (integrationId === undefined) return "";
  const ofAccount = account === undefined ? "" : ` of account ${valueText(account)}`;
  const of = typeof provider === "string" ? ` of provider ${resourceName(provider)}` : "";
  return `integration ${valueText(integrationId)}${ofAccount}${of}`;
}

const restored = "returns to what it was when it was adopted";

function noteOf(change: Change, rows: readonly Row[]): Note | undefined {
  const { effect, before, after, isAnother, unseen, isForgotten } = change;
  const note = (weight: Weight, text: string): Note => ({ text, weight });
  const isEmpty = rows.length === 0;
  if (unseen !== false) return note("risk", unseen);
  if (effect === "release") {
    const { onDestroy = "retain" } = before;
    if (isForgotten)
      return note("calm", "No longer managed: with retainOnDelete Pulumi forgets it");
    if (onDestroy === "retain") return note("calm", "No longer managed: the shop stays as it is");
    const names = settingNames.filter((name) => before[name] !== undefined).join(", ");
    const may = isOpaque(onDestroy) ? "it cannot be seen whether " : "";
    const text = `${may}the shop ${restored}, where that differs: ${names}`;
    return note("risk", `No longer managed: ${text}`);
  }
  if (effect === "move") {
    const mayReturn = !isAnother && !isForgotten && (before.onDestroy ?? "retain") !== "retain";
    if (mayReturn) return note("unknown", "Replaced: it may be restored first, and adopted again");
    return note("calm", `Let go, and ${numberOf(after)} adopted in its place`);
  }
  if (effect === "drift")
    return Object.keys(after).length === 0
      ? note("risk", "Not found: the refresh drops it from the state, and sends nothing")
      : note("calm", "Changed at Sendcloud: the refresh records it, and sends nothing");
  if (effect === "adopt")
    return rows.some(({ weight }) => weight === "unknown") || isOpaque(after.integrationId)
      ? note("unknown", "Adopted: the preview does not show all that changes")
      : note("calm", `Adopted${isEmpty ? ", with nothing to change" : ""}`);
  return isEmpty
    ? note("risk", "Nothing that is shown differs, so that what changes cannot be told")
    : undefined;
}

/** None for a release, which one sentence tells completely. */
function rowsOf(change: Change) {
  const { effect, before, after, live, isAnother, changing, unseen } = change;
  if (effect === "release" || unseen !== false || Object.keys(after).length === 0) return [];
  const others = Object.keys(after).filter((name) => !/^(__.*|type)$/.test(name));
  const names = new Set([...identity, "onDestroy", ...settingNames, ...others]);
  return [...names].flatMap((property) => {
    const setting = isSetting(property);
    const becomes = after[property];
    const was = (setting && becomes !== undefined ? live : before)[property];
    const hidden = isOpaque(was) && isOpaque(becomes) && (changing?.has(property) ?? true);
    const isNone = setting ? isAnother && becomes === undefined : effect === "adopt";
    if (isNone || (equal(was, becomes) && !hidden)) return [];
    const { text, risk } = meantBy(change, property);
    const isAbsent = setting && was === undefined;
    const absent = isAbsent && effect !== "update" ? "not known" : "not managed";
    const shown = (value: unknown): unknown =>
      property === "provider" && typeof value === "string" ? resourceName(value) : value;
    const row = { property, before: shown(was), after: shown(becomes) };
    // Of an adoption nobody knows whether a secret changes.
    const isDoubtful = isAnother && setting && risk && (isOpaque(was) || isOpaque(becomes));
    const weight: Weight = isAbsent || isDoubtful ? "unknown" : risk ? "risk" : "calm";
    const sentence = hidden && risk && changing ? `${valueText(becomes)} that changes` : text;
    return [{ ...row, absent: setting ? absent : "the default", text: sentence, weight }];
  });
}

function meantBy({ effect, before, after, live, isForgotten }: Change, property: string): Meaning {
  const { onDestroy = "retain" } = before;
  const stays = onDestroy === "retain" || isForgotten;
  const becomes = after[property];
  if (isSetting(property)) {
    if (becomes !== undefined) return meaning(property, live, after);
    const may = isOpaque(onDestroy) ? "it cannot be seen whether it" : "it";
    const does = stays || effect === "drift" ? "it stays as it is" : `${may} ${restored}`;
    return { text: `no longer managed: ${does}`, risk: !stays && effect !== "drift" };
  }
  const hidden = `${valueText(becomes)}: what it is cannot be seen`;
  if (isOpaque(becomes)) return { text: hidden, risk: true };
  const does = becomes === "restore" ? "restore what was when it was adopted" : "leave it as it is";
  if (property === "onDestroy") return { text: `destroying it will ${does}`, risk: false };
  if (!identity.includes(property)) return { text: "this version does not know it", risk: true };
  const old = stays ? "stays as it is" : restored;
  return { text: `the settings go to another integration; the one before ${old}`, risk: true };
}
