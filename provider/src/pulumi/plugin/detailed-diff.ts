/** Plugin: what differs, as the engine shows it: a path for each setting, of a set for each setting of each member. */
import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { Difference } from "../../lifecycle/plan";
import type { Planned } from "./kinds";

const { Kind } = PropertyDiff;

const kinds = {
  add: { stays: Kind.ADD, replaced: Kind.ADD_REPLACE },
  delete: { stays: Kind.DELETE, replaced: Kind.DELETE_REPLACE },
  update: { stays: Kind.UPDATE, replaced: Kind.UPDATE_REPLACE },
} as const;

export function diffResponse({ changes: some, replaces, differences }: Planned): DiffResponse {
  const changes = some ? DiffResponse.DiffChanges.DIFF_SOME : DiffResponse.DiffChanges.DIFF_NONE;
  const response = new DiffResponse()
    .setChanges(changes)
    .setReplacesList([...replaces])
    .setDiffsList([...new Set(differences.map(topLevel))])
    // A replacement takes over what the resource before it remembers of the shop, so that one goes first.
    .setDeletebeforereplace(replaces.length > 0)
    .setHasdetaileddiff(true);
  for (const difference of differences) {
    const replaced = replaces.includes(topLevel(difference)) ? "replaced" : "stays";
    // Of a whole member the inputs are shown: its outputs hold facts that nobody declares.
    const shown = new PropertyDiff().setKind(kinds[difference.kind][replaced]).setInputdiff(difference.property === undefined);
    response.getDetaileddiffMap().set(pathOf(difference), shown);
  }
  return response;
}

function topLevel({ member, property = "" }: Difference): string {
  return member === undefined ? property : "integrations";
}

/** Within quotes Pulumi's paths escape quotes alone. */
function pathOf({ member, property }: Difference): string {
  if (member === undefined) return property ?? "";
  return `integrations["${member.replaceAll('"', '\\"')}"]${property === undefined ? "" : `.${property}`}`;
}
