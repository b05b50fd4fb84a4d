/** The README's table of what happens when, made from what the stories of the tests say of their steps. */
import { stories as accounts } from "../test/engine/stories/accounts";
import { stories as adoptionPreview } from "../test/engine/stories/adoption-preview";
import { stories as dependencies } from "../test/engine/stories/dependencies";
import { stories as destroy } from "../test/engine/stories/destroy";
import { stories as drift } from "../test/engine/stories/drift";
import { stories as duplicates } from "../test/engine/stories/duplicates";
import { stories as interruptions } from "../test/engine/stories/interruptions";
import { row as kills } from "../test/engine/stories/kills";
import { stories as life } from "../test/engine/stories/life";
import { stories as lookups } from "../test/engine/stories/lookups";
import { stories as lostAnswers } from "../test/engine/stories/lost-answers";
import { stories as oauth2 } from "../test/engine/stories/oauth2";
import { stories as refusals } from "../test/engine/stories/refusals";
import { stories as restore } from "../test/engine/stories/restore";
import { stories as rotation } from "../test/engine/stories/rotation";
import { stories as upgrades } from "../test/engine/stories/upgrades";
import { stories as verifiedWrites } from "../test/engine/stories/verified-writes";
import { stories as warnings } from "../test/engine/stories/warnings";
import { type Row, rowsOf } from "../test/support/story";

/** The rows, in the order of the table. */
const rows: Row[] = [
  ...[life, dependencies, refusals, restore, duplicates, destroy, lookups, adoptionPreview].flat().flatMap(rowsOf),
  ...[accounts, oauth2, rotation, lostAnswers, verifiedWrites, interruptions].flat().flatMap(rowsOf),
  kills,
  ...[drift, warnings, upgrades].flat().flatMap(rowsOf),
];

/** The table, in Markdown. */
export function situations(): string {
  return ["| when | what happens |", "| --- | --- |", ...rows.map(({ when, then }) => `| ${when} | ${then} |`)].join("\n");
}
