/** Both edges: which resource a declaration is of. */
import type { Properties } from "../../values";

/** Which resource declares something. */
export interface Declarer {
  name: string;
  /** What tells it from every other resource, also from one with the same name. */
  key: string;
  stack: string;
}

/** What is declared of one integration, and by whom. */
export interface Declaration {
  by: Declarer;
  /** The resource's name; of a member of a set, with the member's. */
  label: string;
  declared: Properties;
  /** Which of it the program holds secret, as far as that is known. */
  secrets?: readonly string[] | undefined;
}
