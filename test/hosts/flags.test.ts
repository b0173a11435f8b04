/** Flags of every door, and what the command line answers. Processes are real. */
import { execFile } from "node:child_process";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { FlagError, readHostFlags, takePlaces } from "../../main/hosts/flags.ts";
import { packageRoot, packageVersion } from "../../main/hosts/package.ts";

const surroundings = { env: {}, home: "/home/learner", cwd: "/work" };

describe("flags", () => {
  test("without any, the platform's usual places and a free port", () => {
    const { places, port, browser, rest } = readHostFlags([], surroundings);
    expect({ port, browser, rest }).toEqual({ port: 0, browser: false, rest: [] });
    expect(places.data).toContain("learner");
    expect(places.builtIn).toBe(join(packageRoot, "content"));
  });

  test.each([
    ["apart", ["--data", "d", "--decks", "e", "--port", "8080", "--browser"]],
    ["joined", ["--data=d", "--decks=e", "--port=8080", "--browser"]],
  ])("name places and port, %s", (_how, args) => {
    const { places, port, browser } = readHostFlags(args, surroundings);
    expect({ data: places.data, decks: places.decks, port, browser }).toEqual({
      data: resolve("/work/d"),
      decks: resolve("/work/e"),
      port: 8080,
      browser: true,
    });
    expect(places.log).toBe(join(resolve("/work/d"), "retransmit.log"));
  });

  test("a data folder holds the decks too, unless they are named", () => {
    expect(readHostFlags(["--data=/d"], surroundings).places.decks).toBe(join("/d", "decks"));
  });

  test("the app's own process gets the same places", () => {
    const flags = readHostFlags(["--data=d", "--browser"], surroundings);
    const again = readHostFlags(flags.forAppProcess("1.2.3", "zh-CN"), surroundings);
    expect(again.places).toEqual(flags.places);
    expect({ version: again.version, locale: again.locale }).toEqual({ version: "1.2.3", locale: "zh-CN" });
  });

  test.each([[["--port", "65536"]], [["--port", "-1"]], [["--port", "http"]], [["--port="]], [["--data"]], [["--decks", ""]]])("%j is refused", (args) => {
    expect(() => readHostFlags(args, surroundings)).toThrow(FlagError);
  });

  test.each([["0"], ["65535"]])("port %s is taken", (port) => {
    expect(readHostFlags(["--port", port], surroundings).port).toBe(Number(port));
  });

  test("a command keeps its own flags", () => {
    expect(takePlaces(["lab", "--port", "80", "--data", "/d", "x"], surroundings).rest).toEqual(["lab", "--port", "80", "x"]);
  });
});

describe("the command line", () => {
  const run = async (...args: string[]) => {
    const ran = promisify(execFile)(process.execPath, [join(packageRoot, "main/hosts/cli.ts"), ...args]);
    return ran
      .then(({ stdout, stderr }) => ({ code: 0, stdout, stderr }))
      .catch((error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }));
  };

  test("--help lists the commands; each has its own", async () => {
    const help = await run("--help");
    expect(help).toMatchObject({ code: 0, stderr: "" });
    for (const name of ["check", "run", "lab", "study", "bench"]) {
      expect(help.stdout).toMatch(new RegExp(`^  ${name} `, "m"));
      expect(await run(name, "--help")).toMatchObject({ code: 0, stdout: expect.stringContaining(`retransmit ${name}`) as string });
    }
    expect((await run("--version")).stdout).toBe(`${packageVersion()}\n`);
  });

  test.each([
    ["no command", []],
    ["a command that there is not", ["dissect", "file.pcap"]],
    ["a name that every object has", ["constructor"]],
    ["a flag without its value", ["check", "--data"]],
    ["a flag that study doesn't know", ["study", "--colour"]],
    ["a port that is none", ["study", "--port", "x"]],
  ])("%s: a sentence, exit code 2", async (_what, args) => {
    const answer = await run(...args);
    expect(answer).toMatchObject({ code: 2, stdout: "" });
    expect(answer.stderr).not.toBe("");
    expect(answer.stderr).not.toMatch(/\bat .*\.ts:/);
  });
});
