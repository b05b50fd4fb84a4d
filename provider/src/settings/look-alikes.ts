/** Text that a program made of something else, such as an Output or a missing value. Pure; loads no library. */

/** What an Output prints of itself: Node.js, Java and C# (`[toString]`), Python (`__str__`, its repr), and Go. */
const outputText =
  /calling\W+(?:tostring|tojson|__str__)\W+on\b|pulumi\.output\.output object at|outputstate[:=]|\{0x[\da-f]{8,}\}/i;

/** What Pulumi makes of a date in YAML that is not in quotes: nobody writes it by hand. */
const yamlDate = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)? [+-]\d{4} \S+$/;

/** Why a text cannot be what the program wants to declare, whatever it is for; `undefined` where it can. */
export function textFault(text: string): string | undefined {
  if (outputText.test(text) || outputText.test(decoded(text)))
    return "holds the text of an Output: use pulumi.interpolate (in Python pulumi.Output.format or concat, in Go pulumi.Sprintf)";
  if (yamlDate.test(text))
    return 'is a date that Pulumi has spelled out: write it in quotes, in YAML too ("2024-01-01")';
  if (/\p{Cs}/u.test(text))
    return "holds half a character, such as an emoji that was cut in two: cut text between whole characters only";
  return undefined;
}

/** What becomes of a missing value, or of an object, in text: JavaScript and Java, Python, Go. */
const missing = /^(?:undefined|null|NaN|None|<nil>|%!\w\([\w*.=]*<nil>\)|\[object \w+\])$/;

/** The missing value that stands as a label of the host, a segment of the path, or a value of the query. */
export function missingInUrl(url: string): string | undefined {
  const [, host = "", path = "", query = ""] =
    /^\w+:\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?/.exec(url) ?? [];
  const values = query
    .split("&")
    .flatMap((pair) => pair.slice(pair.indexOf("=") + 1).split(/[/,;]/));
  const parts = [host.split(/[.:@]/), path.split(/[/.,:;]/), values].flat();
  return parts.map(decoded).find((part) => missing.test(part));
}

/** The missing value that stands as a word of a name. `None` and `null` may be words of a language there. */
export function missingInName(name: string): string | undefined {
  return /(?<![\p{L}\p{N}])(?:undefined|NaN|<nil>|\[object \w+\])(?![\p{L}\p{N}])|^(?:null|None)$/u.exec(
    name,
  )?.[0];
}

/** Text whose ASCII characters are not percent-encoded. */
function decoded(text: string): string {
  return text
    .replaceAll("+", " ")
    .replace(/%([0-7][\da-f])/gi, (_code, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
