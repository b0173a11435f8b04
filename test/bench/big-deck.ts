/** Decks of any size, in the mix of kinds that people write. The same number gives the same text. */

type MakeEntry = (n: number) => string;
const mixed: readonly MakeEntry[] = [recall, recall, recall, choice, cloze, typed, ordered, live];
export const recallOnly: readonly MakeEntry[] = [recall];

export function bigDeck(cards: number, id = "big", kinds = mixed): string {
  const parts = [`---\ndeck: ${id}\ntitle: A large deck\ntopic: http\nsource: RFC 9110\n---\n`];
  for (let n = 0; n < cards; n += 1) {
    if (n % 50 === 0) parts.push(`\n# Section ${n / 50}\n`);
    parts.push(kinds[n % kinds.length]!(n));
  }
  return parts.join("");
}

const cited = (n: number) => `\n> RFC 9110 §15.${1 + (n % 6)}.${1 + (n % 9)}\n`;

function recall(n: number): string {
  return `\n## What does code ${n} mean to a client? {#c${n}}\n\nThe request number **${n}** was understood, see \`Header-${n}\` and the [list](#c${n}).\n\n***\n\nIt says that the target has a *current* representation, and that a client may keep it for ${n} seconds.\n${cited(n)}`;
}

function choice(n: number): string {
  return `\n## Which of these is true of field ${n}? {#c${n}}\n\n- [x] It is sent once\n\n  Because a list would need commas.\n- [ ] It is sent ${n} times\n- [ ] It is never sent\n${cited(n)}`;
}

function cloze(n: number): string {
  return `\n## Fill in rule ${n} {#c${n} .cloze}\n\nA cache that has ==no validator== must ==forward== the request number ${n}.\n${cited(n)}`;
}

function typed(n: number): string {
  return `\n## Name the field that carries number ${n} {#c${n} .type}\n\n- Field-${n}\n- Other-Field-${n}\n${cited(n)}`;
}

function ordered(n: number): string {
  return `\n## Put exchange ${n} in order {#c${n} .order}\n\n1. The name is looked up\n2. The connection is opened\n3. The request is sent\n4. The response comes\n${cited(n)}`;
}

function live(n: number): string {
  return `\n## Ask for bytes of the video, number ${n} {#c${n}}\n\nAsk \`/video\` for the first \`\${last}\` bytes.\n\n\`\`\`yaml exercise\nscenario: http/origin\nvary: |\n  last = between(10, ${100 + (n % 800)})\nplay: client\ngoals: |\n  Status is 206: response.status == 206\nsolution: |\n  GET /video HTTP/1.1\n  Host: origin.test\n  Range: bytes=0-\${last}\nwrong:\n  - |\n    GET /video HTTP/1.1\n    Host: origin.test\n  - |\n    GET /article HTTP/1.1\n    Host: origin.test\n\`\`\`\n${cited(n)}`;
}
