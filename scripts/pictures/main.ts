/** `npm run pictures`: the pictures of the documents, each from a real run; `-- demo` or `-- promotion` makes a part. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoPicture } from "./demo";
import { promotionPictures } from "./promotion";

const docs = join(__dirname, "../../docs");

async function main(asked: readonly string[]): Promise<void> {
  const isAsked = (part: string): boolean => asked.length === 0 || asked.includes(part);
  if (isAsked("demo")) writeFileSync(join(docs, "demo.svg"), await demoPicture());
  if (isAsked("promotion")) {
    const { promotion, review } = await promotionPictures();
    writeFileSync(join(docs, "promotion.txt"), promotion);
    writeFileSync(join(docs, "review.png"), review);
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
