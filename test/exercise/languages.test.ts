import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogue } from "../../main/exercise/catalogue.ts";
import { agent } from "../../main/exercise/languages/agent.ts";
import { formFields, formRequest } from "../../main/exercise/languages/form-fields.ts";

const decoder = new TextDecoder();

describe("the catalogue", () => {
  const folder = (name: string): string[] => readdirSync(new URL(`../../main/exercise/${name}/`, import.meta.url)).filter((file) => file.endsWith(".ts"));
  /** Parts of a language that are no language themselves. */
  const parts = ["wire-lines.ts", "wire-tokens.ts"];

  it("names every scenario of scenarios/", () => {
    const files = folder("scenarios");
    expect(files.length).toBeGreaterThan(0);
    expect([...catalogue.scenarios.keys()].map((id) => `${id.replaceAll("/", "-")}.ts`).toSorted()).toEqual(files.toSorted());
  });
  it("names every language of languages/", () => {
    const files = folder("languages").filter((file) => !parts.includes(file));
    expect(files.length).toBeGreaterThan(0);
    expect([...catalogue.languages.keys()].map((id) => `${id}.ts`).toSorted()).toEqual(files.toSorted());
  });
  it("has the language of every host and document", () => {
    for (const scenario of catalogue.scenarios.values()) {
      for (const { language } of Object.values(scenario.hosts)) expect(catalogue.languages.has(language)).toBe(true);
      for (const language of Object.values(scenario.documents)) expect(catalogue.languages.has(language)).toBe(true);
    }
  });
  it("plans the names that each scenario declares, the same for the same seed", async () => {
    const { seededRandom } = await import("../../main/exercise/random.ts");
    const { defaultSettings } = await import("../../main/exercise/settings.ts");
    for (const scenario of catalogue.scenarios.values()) {
      const plan = scenario.plan(defaultSettings(scenario), seededRandom("a"));
      expect(Object.keys(plan).toSorted()).toEqual(Object.keys(scenario.planned).toSorted());
      for (const [name, { type }] of Object.entries(scenario.planned)) expect(typeof plan[name]).toBe(type === "int" ? "number" : "string");
      expect(scenario.plan(defaultSettings(scenario), seededRandom("a"))).toEqual(plan);
    }
  });
});

describe("agent", () => {
  const rows: [string, string, string, unknown][] = [
    ["a method and a URL", "get http://origin.test/x?a=1", "", { method: "GET", url: "http://origin.test/x?a=1", headers: [], body: null }],
    [
      "fields are a form",
      "POST http://origin.test/form a=1 b=é%",
      "",
      {
        method: "POST",
        url: "http://origin.test/form",
        headers: [{ name: "Content-Type", value: "application/x-www-form-urlencoded" }],
        body: "a=1&b=%C3%A9%25",
      },
    ],
    [
      "header lines and content stand below",
      "put http://origin.test:8080/",
      "Accept: text/html\nX:\n\nhi\nthere\n",
      {
        method: "PUT",
        url: "http://origin.test:8080/",
        headers: [
          { name: "Accept", value: "text/html" },
          { name: "X", value: "" },
        ],
        body: "hi\nthere",
      },
    ],
    ["no URL", "get", "", "unknown-step"],
    ["a path is no URL", "get /x", "", "bad-url"],
    ["user information is refused", "get http://a:b@origin.test/", "", "bad-url"],
    ["a fragment is refused", "get http://origin.test/#a", "", "bad-url"],
    ["a field needs a name", "post http://origin.test/ =1", "", "bad-field"],
    ["a header line needs a name", "get http://origin.test/", "Accept text", "bad-header"],
    ["fields and content", "post http://origin.test/ a=1", "\nhi", "two-contents"],
  ];
  const shown = (read: ReturnType<typeof agent.step>): unknown =>
    read.ok ? read.value.map(({ kind: _kind, ...step }) => ({ ...step, body: step.body && decoder.decode(step.body) })) : read.problems.map(({ code }) => code);
  it.each(rows)("reads %s", (_name, words, block, expected) => {
    expect(shown(agent.step(words, block))).toEqual([expected]);
  });
  it("reads back what it formats", () => {
    const read = rows.map(([, words, block]) => agent.step(words, block)).filter(({ ok }) => ok);
    expect(read).toHaveLength(3);
    for (const each of read) expect(each.ok && agent.answer(agent.format(each.value))).toEqual(each);
  });
});

describe("form-fields", () => {
  it("reads one field a line and writes it back", () => {
    const read = formFields.answer("user: ada\npassword: ' or 1=1 -- \nempty:\n");
    expect(read).toEqual({
      ok: true,
      value: [
        { name: "user", value: "ada" },
        { name: "password", value: "' or 1=1 -- " },
        { name: "empty", value: "" },
      ],
    });
    expect(read.ok && formFields.answer(formFields.format(read.value))).toEqual(read);
    expect(formFields.step("", "user: ada")).toEqual({ ok: true, value: [{ name: "user", value: "ada" }] });
    expect(formFields.answer("user ada")).toMatchObject({ ok: false, problems: [{ start: 0, end: 8, code: "bad-field" }] });
  });
  it("becomes the request that a browser would send", () => {
    const fields = [
      { name: "b", value: "x y" },
      { name: "a", value: "é&" },
    ];
    expect(decoder.decode(formRequest({ method: "POST", target: "/login", fields: ["a", "b", "c"] }, fields, "app.test"))).toBe(
      "POST /login HTTP/1.1\r\nHost: app.test\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 20\r\n\r\na=%C3%A9%26&b=x+y&c=",
    );
    expect(decoder.decode(formRequest({ method: "GET", target: "/s", fields: ["a"] }, fields, "app.test"))).toBe(
      "GET /s?a=%C3%A9%26 HTTP/1.1\r\nHost: app.test\r\n\r\n",
    );
    expect(decoder.decode(formRequest({ method: "GET", target: "/s?q=1", fields: ["a"] }, [], "app.test"))).toBe(
      "GET /s?q=1&a= HTTP/1.1\r\nHost: app.test\r\n\r\n",
    );
  });
});
