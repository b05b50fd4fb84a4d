/** The tables of what happens when, and of the options, made from what the stories of the tests say of their steps. */
import { stories as accounts } from "../test/engine/stories/accounts";
import { stories as adoptionPreview } from "../test/engine/stories/adoption-preview";
import { stories as dependencies } from "../test/engine/stories/dependencies";
import { stories as destroy } from "../test/engine/stories/destroy";
import { stories as drift } from "../test/engine/stories/drift";
import { stories as duplicates } from "../test/engine/stories/duplicates";
import { stories as ignoreChanges } from "../test/engine/stories/ignore-changes";
import { stories as interruptions } from "../test/engine/stories/interruptions";
import { row as kills } from "../test/engine/stories/kills";
import { stories as life } from "../test/engine/stories/life";
import { stories as lookups } from "../test/engine/stories/lookups";
import { stories as lostAnswers } from "../test/engine/stories/lost-answers";
import { stories as oauth2 } from "../test/engine/stories/oauth2";
import { stories as options } from "../test/engine/stories/options";
import { stories as refusals } from "../test/engine/stories/refusals";
import { stories as restore } from "../test/engine/stories/restore";
import { stories as rotation } from "../test/engine/stories/rotation";
import { stories as sealed } from "../test/engine/stories/sealed";
import { stories as transforms } from "../test/engine/stories/transforms";
import { stories as verifiedWrites } from "../test/engine/stories/verified-writes";
import { stories as warnings } from "../test/engine/stories/warnings";
import { type Row, rowsOf } from "../test/support/story";

/** The rows, in the order of the table. */
const rows: Row[] = [
  ...[life, dependencies, refusals, restore, duplicates, destroy, lookups, adoptionPreview]
    .flat()
    .flatMap(rowsOf),
  ...[accounts, oauth2, rotation, lostAnswers, verifiedWrites, interruptions]
    .flat()
    .flatMap(rowsOf),
  kills,
  ...[drift, warnings].flat().flatMap(rowsOf),
];

/** What the options of resources do. A story that is told in several ways has its rows once. */
const optionRows: Row[] = [options, ignoreChanges, transforms, sealed].flat().flatMap(rowsOf);

/** The README's table, in Markdown. */
export function situations(): string {
  return table(rows);
}

/** The table of docs/options.md. */
export function optionSituations(): string {
  return table(optionRows);
}

function table(all: readonly Row[]): string {
  const lines = new Set(all.map(({ when, then }) => `| ${when} | ${then} |`));
  return ["| when | what happens |", "| --- | --- |", ...lines].join("\n");
}
