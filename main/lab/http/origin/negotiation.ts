/** Proactive negotiation by Accept: RFC 9110 §12.4.2 and §12.5.1. */
import { field, json, listMembers, text, utf8Bytes, type Request, type Response } from "../message.ts";
import { readMethods, route, type Route } from "./resource.ts";

const offers = [
  { type: "application/json", content: '{"month":"March","total":42}\n' },
  { type: "text/csv", content: "month,total\r\nMarch,42\r\n" },
] as const;

export const reports: Route[] = [route("/report", readMethods, report)];

function report(request: Request): Response {
  const accept = field(request, "Accept");
  const ranked = offers.map((offer) => ({ offer, quality: accept === null ? 1 : quality(accept, offer.type) })).filter(({ quality }) => quality > 0);
  // The server's own order decides between equals: sort is stable.
  const best = ranked.sort((a, b) => b.quality - a.quality)[0];
  const vary = ["Vary", "Accept"] as const;
  if (best === undefined) {
    const list = offers.map(({ type }) => ({ type, href: "/report" }));
    return { ...json(406, { available: list }, [vary]), because: "Accept excludes both representations (RFC 9110 §15.5.7)" };
  }
  const { type, content } = best.offer;
  return { status: 200, fields: [["Content-Type", type], vary], content: utf8Bytes(content), because: `${type} has the highest quality, ${best.quality}` };
}

/** Quality of a media type under an Accept field: the most specific range decides. 0: not acceptable. */
export function quality(accept: string, type: string): number {
  let best = { specificity: 0, quality: 0 };
  for (const member of listMembers(accept)) {
    const [range = "", ...parameters] = member.split(";").map((part) => part.trim());
    const specificity = specificityOf(range.toLowerCase(), type);
    if (specificity <= best.specificity) continue;
    const weight = parameters.map((parameter) => /^q=(.*)$/i.exec(parameter)?.[1]).find((value) => value !== undefined);
    best = { specificity, quality: weight === undefined ? 1 : weightOf(weight) };
  }
  return best.quality;
}

function specificityOf(range: string, type: string): number {
  if (range === type) return 3;
  if (range === `${type.split("/")[0]}/*`) return 2;
  return range === "*/*" ? 1 : 0;
}

/** RFC 9110 §12.4.2: 0 to 1 with at most three decimals; what isn't a weight counts as 0. */
function weightOf(text: string): number {
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(text) ? Number(text) : 0;
}

/** 300 and 506 are what is left when the server doesn't choose. */
export const choices: Route[] = [
  route("/choices", readMethods, () => {
    const fields = [
      ["Link", '</choices/en>; rel="alternate"; hreflang="en"'],
      ["Link", '</choices/zh>; rel="alternate"; hreflang="zh"'],
    ] as const;
    return { ...text(300, "/choices/en\n/choices/zh\n", fields), because: "there are two representations and the server prefers neither (RFC 9110 §15.4.1)" };
  }),
  route("/choices/en", readMethods, () => text(200, "A wire.\n", [["Content-Language", "en"]])),
  route("/choices/zh", readMethods, () => text(200, "一根线。\n", [["Content-Language", "zh"]])),
  route("/variants", readMethods, () => ({
    ...text(506, "The chosen variant negotiates again.\n", [["Alternates", '{"/variants" 1.0 {type text/plain}}']]),
    because: "the chosen variant is itself negotiated (RFC 2295 §8.1)",
  })),
];
