/** What promoting configuration from one stack to another would change, and what must not be promoted. Pure. */
import { isDeepStrictEqual } from "node:util";
import { type Change, changesBetween, settled } from "./changes";
import { findingsIn } from "./guard";
import { overwriting, refusal } from "./refusals";
import { opaqueBelow, read } from "./read";
import { rewritten } from "./rewrite";
import { type Entry, type Mapping, type Tree, valueOf } from "./tree";

export type { Change } from "./changes";

/** What to promote, and between which stacks. */
export interface Promotion {
  /** The configuration files, as text. */
  source: string;
  target: string;
  /** The stacks' names, for messages. */
  from: string;
  to: string;
  /** The configuration keys that are promoted, such as `shops:settings`. */
  keys: readonly string[];
  /** The project's name, which keys without one belong to. */
  project: string;
  /** Hosts that belong to each environment: no URL of theirs is promoted, or written over. */
  hosts: ReadonlySet<string>;
  targetHosts: ReadonlySet<string>;
}

/** The keys that the stacks' files do not have: those of the source are not promoted, those of the target are new there. */
export interface Missing {
  source: string[];
  target: string[];
}

/** What a promotion would do, or why it must not. */
export interface Plan {
  changes: Change[];
  problems: string[];
  missing: Missing;
  /** The target's file with the changes; as it was where there are problems. */
  after: string;
}

export function planOf({
  source,
  target,
  from,
  to,
  keys,
  project,
  hosts,
  targetHosts,
}: Promotion): Plan {
  const [want, have] = [
    read(source, `the configuration of ${from}`),
    read(target, `the configuration of ${to}`),
  ];
  const config = new Map(entriesOf(configIn(have.root)));
  const changes: Change[] = [];
  const problems: string[] = [];
  const missing: Missing = { source: [], target: [] };
  for (const key of new Set(keys)) {
    const wanted = entriesAt(key, project, configIn(want.root));
    const held = entriesAt(key, project, configIn(have.root));
    const [name, entry] = wanted[0] ?? [];
    if (name === undefined || entry === undefined) {
      missing.source.push(key);
      continue;
    }
    if (held.length === 0) missing.target.push(key);
    const twice = [wanted, held].findIndex((found) => found.length > 1);
    if (twice !== -1)
      problems.push(
        `${key} stands twice in the configuration of ${twice === 0 ? from : to}: remove one`,
      );
    const place = ["config", key];
    const [heldName = name, before] = held[0] ?? [];
    const after = settled(before?.value, entry.value);
    const different = changesBetween(before?.value, after, place);
    const theirs = findingsIn(valueOf(entry.value), [key], hosts);
    const lost = different.flatMap(({ path, before: value }) =>
      findingsIn(value, path.slice(1), targetHosts),
    );
    problems.push(
      ...opaqueBelow(want, ["config", name]),
      ...theirs.map((finding) => refusal(finding, from)),
      ...opaqueBelow(have, ["config", heldName]),
      ...lost
        .filter(({ path }) => !theirs.some((finding) => isDeepStrictEqual(finding.path, path)))
        .map((finding) => overwriting(finding, to)),
    );
    changes.push(...different);
    config.set(heldName, { ...(before ?? entry), value: after });
  }
  if (problems.length > 0 || changes.length === 0)
    return { changes, missing, problems: [...new Set(problems)], after: target };
  const result = rewritten(have, withConfig(have.root, config), `the configuration of ${to}`);
  return "problem" in result
    ? { changes, missing, problems: [result.problem], after: target }
    : { changes, missing, problems, after: result.text };
}

function configIn(root: Tree): Tree | undefined {
  return root.kind === "map" ? root.entries.get("config")?.value : undefined;
}

function entriesOf(tree: Tree | undefined): Iterable<[string, Entry]> {
  return tree?.kind === "map" ? tree.entries : [];
}

/** The entries that Pulumi takes for a key: with the project's name, without, or in the old form with `config`. */
function entriesAt(key: string, project: string, config: Tree | undefined): [string, Entry][] {
  return [...entriesOf(config)].filter(([name]) => {
    const full = name.includes(":") ? name : `${project}:${name}`;
    return full.replace(/^([^:]+):config:([^:]+)$/, "$1:$2") === key;
  });
}

function withConfig(root: Tree, config: ReadonlyMap<string, Entry>): Mapping {
  const entries = new Map(root.kind === "map" ? root.entries : []);
  entries.set("config", {
    key: "config",
    ...entries.get("config"),
    value: { kind: "map", entries: config },
  });
  return { kind: "map", entries };
}
