/** What docs/behaviour.md says of runs that are killed at any moment; the test is no story, since chance chooses the moments. */
import type { Row } from "../../support/story";

export const row: Row = {
  when: "the engine, the provider process or the program is killed in the middle of an up",
  then: "the next up completes the work, nothing is lost, and nothing that the state has recorded is written twice",
};
