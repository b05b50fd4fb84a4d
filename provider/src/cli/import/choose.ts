/** Which integrations of an account are imported: those that are named, all, or those that a person chooses. */
import { SendcloudError } from "../../errors";
import { shown } from "../../format";
import type { Integration } from "../../settings/types";

/** How many numbers an error lists. */
const mostListed = 10;

export async function choose(
  integrations: readonly Integration[],
  ids: readonly number[],
  all: boolean,
): Promise<Integration[]> {
  if (integrations.length === 0)
    throw new SendcloudError(
      "the account has no integrations: check that the credentials are those of the right account",
    );
  if (all) return [...integrations];
  const wanted = ids.length > 0 ? ids : await ask(integrations);
  const strangers = wanted.filter(
    (id) => !integrations.some((integration) => integration.id === id),
  );
  if (strangers.length > 0)
    throw new SendcloudError(
      `the account has no integration ${strangers.join(", ")}: it has ${listed(integrations.map(({ id }) => id))}`,
    );
  return integrations.filter(({ id }) => wanted.includes(id));
}

function listed(ids: readonly number[]): string {
  const more = ids.length - mostListed;
  return more > 1 ? `${ids.slice(0, mostListed).join(", ")} and ${more} more` : ids.join(", ");
}

async function ask(integrations: readonly Integration[]): Promise<number[]> {
  if (!process.stdin.isTTY)
    throw new SendcloudError("say which integrations: give their numbers, or --all");
  const { default: checkbox } = await import("@inquirer/checkbox");
  return checkbox({
    message: "Which integrations?",
    required: true,
    pageSize: 20,
    choices: integrations.map(({ id, type, settings }) => ({
      value: id,
      name: `${id}  ${settings.shopName ? shown(settings.shopName) : "(no name)"}  (${shown(type)})`,
    })),
  });
}
