/** What promoting configuration from one stack to another would change, and what must not be promoted. Pure. */
import { type Document, isMap, isNode, isScalar, parseDocument } from "yaml";
import { same } from "../../settings/diff";
import { SendcloudError } from "../../errors";
import { asText } from "../value";
import { parsedUrl } from "../../url";

/** One value that would change; `undefined` stands for none. */
export interface Change {
  path: readonly string[];
  before: unknown;
  after: unknown;
}

/** What to promote, and between which stacks. */
export interface Promotion {
  /** The configuration files, as text. */
  source: string;
  target: string;
  /** The source stack's name, for messages. */
  from: string;
  /** The configuration keys that are promoted, such as `shops:settings`. */
  keys: readonly string[];
  /** Hosts that belong to the source's environment: no URL of theirs is promoted. */
  hosts: ReadonlySet<string>;
}

/** What a promotion would do, or why it must not. */
export interface Plan {
  changes: Change[];
  problems: string[];
}

/** Properties that name something of one environment. */
const ofOneEnvironment = new Set(["integrationId", "account"]);

export function planOf({ source, target, from, keys, hosts }: Promotion): Plan {
  const [have, want] = [parsed(target), parsed(source)];
  const changes: Change[] = [];
  const problems: string[] = [];
  for (const key of keys) {
    const root = ["config", key];
    if (!want.hasIn(root)) {
      problems.push(`${from} has no ${key} in its configuration: name the keys to promote with --key`);
      continue;
    }
    const [before, after] = [leaves(have, root), leaves(want, root)];
    for (const [name, leaf] of after) {
      problems.push(...forbidden(leaf, from, hosts));
      const old = before.get(name);
      if (old === undefined || !same(old.value, leaf.value)) changes.push({ path: leaf.path, before: old?.value, after: leaf.value });
    }
    for (const [name, leaf] of before) if (!after.has(name)) changes.push({ path: leaf.path, before: leaf.value, after: undefined });
  }
  return { changes, problems };
}

/** The target's configuration file with the changes, and its comments. */
export function withChanges(target: string, changes: readonly Change[]): string {
  const document = parsed(target);
  for (const { path, after } of changes) {
    if (after === undefined) document.deleteIn(path);
    else document.setIn(path, isScalar(document.getIn(path, true)) || !Array.isArray(after) ? after : document.createNode(after));
  }
  return document.toString({ lineWidth: 0 });
}

/** The hosts of all URLs in configuration values, which may be objects as JSON. */
export function hostsIn(values: readonly string[]): Set<string> {
  return new Set(values.flatMap((value) => [...value.matchAll(/\bhttps?:\/\/[^\s"'\\]+/gi)].flatMap(([url]) => hostOf(url) ?? [])));
}

interface Leaf {
  path: string[];
  value: unknown;
  isSecret: boolean;
}

/** The values below a path, lists as one value each, by their place. */
function leaves(document: Document, root: readonly string[]): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  const visit = (node: unknown, path: string[]): void => {
    const isSecret = isMap(node) && node.items.length === 1 && node.has("secure");
    if (isMap(node) && !isSecret) {
      for (const { key } of node.items) visit(node.get(key, true), [...path, String(isScalar(key) ? key.value : key)]);
    } else {
      const value: unknown = isNode(node) ? node.toJS(document) : node;
      found.set(JSON.stringify(path), { path, value, isSecret });
    }
  };
  if (document.hasIn(root)) visit(document.getIn(root, true), [...root]);
  return found;
}

function forbidden({ path, value, isSecret }: Leaf, from: string, hosts: ReadonlySet<string>): string[] {
  const place = path.slice(1).join(".");
  const name = path.at(-1) ?? "";
  if (isSecret) return [`${place} is a secret of ${from}: secrets are not promoted. Move it to the configuration of each environment`];
  if (ofOneEnvironment.has(name)) return [`${place} is of one environment, and is never promoted: move it out of what is promoted`];
  const host = typeof value === "string" ? hostOf(value) : undefined;
  if (host === undefined || !hosts.has(host)) return [];
  return [
    `${place} is ${asText(value)}, a host of ${from}: promoting it would send the target's data there. Move it to the configuration of each environment`,
  ];
}

function hostOf(text: string): string | undefined {
  return /^https?:\/\//i.test(text) ? parsedUrl(text)?.host : undefined;
}

function parsed(text: string): Document {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) throw new SendcloudError(`a stack's configuration file is not YAML: ${error.message.split("\n")[0]}`);
  return document;
}
