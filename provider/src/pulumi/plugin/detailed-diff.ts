/** Plugin: what differs, as the engine shows it: a path for each setting, of a set for each setting of each member. */
import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
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
    .setDiffsList(differences.map(({ property }) => property))
    // A replacement takes over what the resource before it remembers of the shop, so that one goes first.
    .setDeletebeforereplace(replaces.length > 0)
    .setHasdetaileddiff(true);
  for (const difference of differences) {
    const replaced = replaces.includes(difference.property) ? "replaced" : "stays";
    response
      .getDetaileddiffMap()
      .set(difference.property, new PropertyDiff().setKind(kinds[difference.kind][replaced]));
  }
  return response;
}
