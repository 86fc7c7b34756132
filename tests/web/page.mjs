// Writes one file that needs nothing else: `page.html` with the module and the digits in it; with a script to run in it, too.
//     node page.mjs MODULE OUTPUT [SCRIPT]
import { readFileSync, writeFileSync } from "node:fs";

const [module, output, script] = process.argv.slice(2);
const here = (name) => new URL(name, import.meta.url);
const base64 = (name) => readFileSync(name).toString("base64");
const page = readFileSync(here("page.html"), "utf8")
  .replace("{{wasm}}", () => base64(module))
  .replace("{{digits}}", () => base64(here("../../data/digits.bin")));
const added = script ? `<script>${readFileSync(here(script), "utf8")}</script>\n</body>` : "</body>";
writeFileSync(output, page.replace("</body>", () => added));
