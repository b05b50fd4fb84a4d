/** What a stack's state holds of settings. */
import * as z from "zod";
import type { Project } from "../../engine/project";
import type { Properties } from "./provider-process";

const exported = z.object({
  deployment: z.object({
    resources: z
      .array(
        z.object({
          urn: z.string(),
          type: z.string(),
          outputs: z.record(z.string(), z.json()).default({}),
          pendingReplacement: z.boolean().default(false),
        }),
      )
      .default([]),
  }),
});

const secret = z.object({ plaintext: z.string() });

/** The settings resources that the state holds, but for those that it only remembers to replace: name and outputs, secrets in the clear. */
export async function recorded({
  project,
}: {
  project: Project;
}): Promise<Record<string, Properties>> {
  const { stdout } = await project.pulumi(["stack", "export", "--show-secrets"]);
  const { resources } = exported.parse(JSON.parse(stdout)).deployment;
  const own = resources.filter(
    ({ type, pendingReplacement }) =>
      /sendcloud:(index:)?IntegrationSettings$/.test(type) && !pendingReplacement,
  );
  return Object.fromEntries(
    own.map(({ urn, outputs: { __provider: _, adoption, ...outputs } }) => [
      urn.split("::").at(-1) ?? urn,
      {
        ...outputs,
        ...(adoption !== undefined && { adoption: withoutNone(inTheClear(adoption)) }),
      },
    ]),
  );
}

/** What is remembered, but for the list of what is secret where nothing is. */
function withoutNone(adoption: Properties[string]): Properties[string] {
  const { data } = z
    .object({ secrets: z.tuple([]) })
    .loose()
    .safeParse(adoption);
  if (data === undefined) return adoption;
  const { secrets: _, ...rest } = data;
  return z.json().parse(rest);
}

function inTheClear(value: Properties[string]): Properties[string] {
  const { data } = secret.safeParse(value);
  return data === undefined ? value : z.json().parse(JSON.parse(data.plaintext));
}
