// Where pictures go.
import path from "node:path";
import { root } from "../fixtures/checkout";

/** Not kept in git. */
export const folder = path.join(root, "target/pictures");
