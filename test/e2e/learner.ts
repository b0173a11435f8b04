/** A learner at the window: sees which card stands there, answers it rightly or wrongly with the pointer, and rates it. */
import type { Locator, Page } from "playwright-core";
import type { CardBody, Rating } from "../../main/contract/index.ts";
import { ratings } from "../../main/contract/index.ts";
import { fillProse } from "../../main/exercise/prepare.ts";
import { preparedFor, shown, type KnownCard } from "./real-deck.ts";
import { eventually, type Window } from "./window.ts";

export type How = "rightly" | "wrongly";

const nonsense = "surely not this";

export class Learner {
  readonly page: Page;
  readonly #window: Window;
  readonly #cards: readonly KnownCard[];
  /** Of the installation: part of each showing's seed. */
  readonly #salt: string;

  constructor(window: Window, cards: readonly KnownCard[] = [], salt = "") {
    this.page = window.page;
    this.#window = window;
    this.#cards = cards;
    this.#salt = salt;
  }

  get #t() {
    return this.#window.messages.t;
  }

  /** The first heading of the screen, and what stands under it as the question. */
  async sight(): Promise<{ heading: string; question: string }> {
    const [heading, question] = await this.page.evaluate(() => {
      const title = document.querySelector("h1");
      return [title?.textContent ?? "", title?.parentElement?.textContent ?? ""];
    });
    return { heading: shown(heading), question: shown(question) };
  }

  async heading(): Promise<string> {
    return (await this.sight()).heading;
  }

  /** The card that stands there, once one does. Siblings are told apart by their questions. */
  async card(): Promise<KnownCard> {
    const find = async () => {
      const { heading, question } = await this.sight();
      const entry = this.#cards.filter(({ wording }) => shown(wording.heading) === heading);
      return entry.length < 2 ? entry[0] : entry.find(({ wording }) => question.includes(shown(wording.question)));
    };
    await eventually(async () => (await find()) !== undefined).toBe(true);
    return (await find())!;
  }

  /** Does what makes another screen or card follow, and waits until it has. */
  async leaving(action: () => Promise<unknown>): Promise<void> {
    const before = await this.sight();
    await action();
    await eventually(() => this.sight()).not.toEqual(before);
  }

  /** Gives the answer and waits for what came of it. `reviewsEver`: reviews of this card so far, undone ones too. */
  async answer(card: KnownCard, how: How, reviewsEver = 0): Promise<void> {
    const { page } = this;
    await this.#give(card, how, reviewsEver);
    const primary = card.sort === "craft" ? "craft.run" : card.wording.body.kind === "live" ? "study.run" : "study.check";
    await page.getByRole("button", { name: this.#t(primary), exact: true }).click();
    await this.outcome(how === "rightly" ? "passed" : "failed");
  }

  /** Waits for a verdict with that outcome. */
  async outcome(outcome: "passed" | "failed"): Promise<void> {
    await this.page.locator(`[data-outcome=${outcome}]`).waitFor();
  }

  async reveal(): Promise<void> {
    await this.page.getByRole("button", { name: this.#t("study.reveal"), exact: true }).click();
    await this.page.getByRole("heading", { name: this.#t("verdict.answer"), exact: true }).waitFor();
  }

  /** A card with nothing to compare, by keys. */
  async recall(rating: Rating): Promise<void> {
    await this.page.keyboard.press("Space");
    await this.rate(rating, "key");
  }

  async giveUp(): Promise<void> {
    await this.page.getByRole("button", { name: this.#t("study.showAnswer"), exact: true }).click();
    await this.page.getByRole("heading", { name: this.#t("verdict.gaveUp") }).waitFor();
  }

  /** The rating that is marked as suggested; null where none is. */
  async suggested(): Promise<Rating | null> {
    const names = await this.#ratingGroup().getByRole("button").allTextContents();
    return ratings[names.findIndex((name) => name.includes(this.#t("rating.suggested")))] ?? null;
  }

  async rate(rating: Rating, by: "key" | "pointer"): Promise<void> {
    await this.#ratingGroup().waitFor();
    await this.leaving(() =>
      by === "key"
        ? this.page.keyboard.press(String(ratings.indexOf(rating) + 1))
        : this.#ratingGroup().getByRole("button").nth(ratings.indexOf(rating)).click(),
    );
  }

  /** By its key, which means something only once the field is left that the card began in. */
  bury(known: KnownCard): Promise<void> {
    return this.leaving(async () => {
      if (beginsInField(known)) {
        await this.page.locator(":is(input, select, [contenteditable]):focus").waitFor();
        await this.page.keyboard.press("Escape");
      }
      await this.page.keyboard.press("b");
    });
  }

  #ratingGroup(): Locator {
    return this.page.getByRole("group", { name: this.#t("rating.group") });
  }

  async #give(known: KnownCard, how: How, reviewsEver: number): Promise<void> {
    const { body } = known.wording;
    switch (body.kind) {
      case "choice":
        return this.#choose(
          body.multiple ? "checkbox" : "radio",
          body.options.map(({ text, correct }) => ({ text, pick: (how === "rightly") === correct })),
        );
      case "order":
        return this.#putInOrder(how === "rightly" ? body.items : body.items.toReversed());
      case "match":
        return this.#match(body, how);
      case "cloze":
        return this.#fill(body.hidden.map((blank) => (how === "rightly" ? shown(body.blanks[blank]!) : nonsense)));
      case "type":
        return this.page.getByRole("textbox", { name: this.#t("typed.label") }).fill(how === "rightly" ? body.accepted[0]! : nonsense);
      case "live":
        return this.#giveLive(known, body, how, reviewsEver);
      default:
        throw new Error(`A ${body.kind} card has no answer to be given.`);
    }
  }

  async #giveLive(known: KnownCard, body: Extract<CardBody, { kind: "live" }>, how: How, reviewsEver: number): Promise<void> {
    const prepared = preparedFor(known, reviewsEver, this.#salt);
    if (known.sort === "craft") return this.#write(prepared.exercise.play!, how === "rightly" ? prepared.solution! : prepared.wrong[0]!);
    if (known.sort === "live choice")
      return this.#choose(
        "checkbox",
        body.options.map(({ text, correct }) => ({ text: fillProse(prepared, text), pick: (how === "rightly") === correct })),
      );
    return this.#predict(
      body,
      how === "rightly" ? prepared.expect! : prepared.expect!.map((value) => (value === "true" ? "false" : value === "false" ? "true" : "7")),
    );
  }

  /** One option of radio buttons, any of check boxes. */
  async #choose(role: "radio" | "checkbox", options: readonly { text: string; pick: boolean }[]): Promise<void> {
    const picked = options.filter(({ pick }) => pick).slice(0, role === "radio" ? 1 : options.length);
    if (picked.length === 0) throw new Error("There is no such option to be picked.");
    for (const { text } of picked) await this.page.getByRole(role, { name: shown(text), exact: true }).check();
  }

  async #putInOrder(items: readonly string[]): Promise<void> {
    const list = this.page.getByRole("main").getByRole("listitem");
    for (const [place, item] of items.entries()) {
      let at = (await list.allTextContents()).findIndex((text) => withoutPlace(text) === shown(item));
      if (at < place) throw new Error(`${item} stands nowhere below place ${place}.`);
      for (; at > place; at--) {
        await list
          .nth(at)
          .getByRole("button", { name: this.#t("order.up", { place: at + 1 }) })
          .click();
        await eventually(async () => withoutPlace((await list.nth(at - 1).textContent()) ?? "")).toBe(shown(item));
      }
    }
  }

  async #match({ pairs }: Extract<CardBody, { kind: "match" }>, how: How): Promise<void> {
    for (const [index, { left, right }] of pairs.entries()) {
      const label = how === "rightly" ? right : pairs[(index + 1) % pairs.length]!.right;
      await this.page.getByRole("combobox", { name: shown(left), exact: true }).selectOption({ label: label.replaceAll(/[`*_]/gu, "") });
    }
  }

  async #fill(texts: readonly string[]): Promise<void> {
    for (const [index, text] of texts.entries())
      await this.page.getByRole("textbox", { name: this.#t("cloze.blank", { number: index + 1, of: texts.length }) }).fill(text);
  }

  async #predict({ exercise }: Extract<CardBody, { kind: "live" }>, values: readonly string[]): Promise<void> {
    const fields = { text: this.page.getByRole("main").getByRole("textbox"), truth: this.page.getByRole("main").getByRole("radiogroup") };
    const next = { text: 0, truth: 0 };
    for (const [index, { type }] of exercise.ask.entries()) {
      const value = values[index]!;
      if (type !== "bool") await fields.text.nth(next.text++).fill(value);
      else
        await fields.truth
          .nth(next.truth++)
          .getByRole("radio", { name: this.#t(value === "true" ? "prediction.yes" : "prediction.no") })
          .check();
    }
  }

  async #write(part: string, text: string): Promise<void> {
    const editor = this.page.getByRole("textbox", { name: this.#t("craft.editor", { part }) });
    await editor.click();
    await this.page.keyboard.press("ControlOrMeta+a");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.insertText(text);
  }
}

function beginsInField({ sort, wording: { body } }: KnownCard): boolean {
  if (sort === "observe") return body.kind === "live" && body.exercise.ask[0]?.type !== "bool";
  return sort === "craft" || sort === "match" || sort === "cloze" || sort === "type";
}

/** An item of an order list begins with the number of its place. */
function withoutPlace(text: string): string {
  return shown(text.replace(/^\d+/u, ""));
}
