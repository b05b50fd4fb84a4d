/** What comes with the package, and under which licences: what an installation brings along, and what is built in. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";
import * as z from "zod";

const entry = z.object({
  version: z.string().optional(),
  license: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().default(false),
  hasInstallScript: z.boolean().default(false),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/** A package of the lockfile. */
export type Locked = z.infer<typeof entry> & { name: string; path: string };

/** Every package of the lockfile. */
export function locked(root: string): Locked[] {
  const { packages } = z
    .object({ packages: z.record(z.string(), entry) })
    .parse(JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")));
  return Object.entries(packages).map(([path, one]) => ({
    ...one,
    path,
    name: path.replace(/^.*node_modules\//, ""),
  }));
}

/** The packages that come with ours, theirs and so on; not the SDK, which the program has anyway, nor what comes with it. */
export function brought(root: string): Locked[] {
  const all = new Map(locked(root).map((one) => [one.path, one]));
  const ofTheSdk = below(all, "node_modules/@pulumi/pulumi");
  return [...below(all, "provider")]
    .filter((one) => !ofTheSdk.has(one))
    .sort((one, other) => one.name.localeCompare(other.name));
}

/** What a package depends on, and so on. */
function below(all: ReadonlyMap<string, Locked>, path: string): Set<Locked> {
  const found = new Set<Locked>();
  const add = (of: Locked | undefined): void => {
    for (const name of Object.keys(of?.dependencies ?? {})) {
      const dependency = resolved(all, of?.path ?? "", name);
      if (dependency === undefined)
        throw new Error(`package-lock.json has no ${name} for ${of?.path}`);
      if (found.has(dependency)) continue;
      found.add(dependency);
      add(dependency);
    }
  };
  add(all.get(path));
  return found;
}

/** As Node.js resolves it: the nearest node_modules above. */
function resolved(
  all: ReadonlyMap<string, Locked>,
  from: string,
  name: string,
): Locked | undefined {
  for (
    let folder = from;
    ;
    folder = folder.replace(/(^|\/)(node_modules\/)?(@[^/]+\/)?[^/]+$/, "")
  ) {
    const dependency = all.get(`${folder === "" ? "" : `${folder}/`}node_modules/${name}`);
    if (dependency !== undefined || folder === "") return dependency;
  }
}

/** The licences of the packages that these built files hold, as each of them asks for. */
export function licences(root: string, { inputs }: Metafile): string {
  const packages = Object.keys(inputs).flatMap(
    (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file) ?? [],
  );
  return [...new Set(packages)]
    .sort()
    .map((path) => {
      const folder = join(root, path);
      const texts = readdirSync(folder).filter((file) =>
        /^(licen[cs]e|copying|notice)/i.test(file),
      );
      return [
        path.replace(/^.*node_modules\//, ""),
        ...texts.map((file) => readFileSync(join(folder, file), "utf8").trim()),
      ].join("\n\n");
    })
    .join(`\n\n${"-".repeat(80)}\n\n`);
}
