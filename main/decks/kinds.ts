/** The one explicit list of card kinds. A test fails when a file of kinds/ is missing here. */
import type { CardKind } from "../contract/index.ts";
import type { KindReader } from "./body.ts";
import { choice } from "./kinds/choice.ts";
import { cloze } from "./kinds/cloze.ts";
import { interview } from "./kinds/interview.ts";
import { live } from "./kinds/live.ts";
import { match } from "./kinds/match.ts";
import { order } from "./kinds/order.ts";
import { recall } from "./kinds/recall.ts";
import { rows } from "./kinds/rows.ts";
import { type } from "./kinds/type.ts";

export const kinds: Readonly<Record<CardKind, KindReader>> = { recall, rows, choice, order, match, cloze, type, interview, live };
