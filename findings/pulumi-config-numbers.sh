#!/usr/bin/env bash
# A number in a stack's configuration is another number in another language.
#
# Expected: requireNumber refuses what is no number ("if the configuration value is not a legal number, an error is thrown"), and one value
#   of a stack means one thing to its programs in Node.js and in Python.
# Happens: Node.js reads as far as it looks like a number and ignores the rest: "1_000" and "1,000" are 1, "0x10" is 0, and
#   "12 shops" is 12. Python reads "1_000" as 1000 and refuses the others. Booleans differ too: "True" is one in Python alone.
# Versions: @pulumi/pulumi 3.276.0, pulumi 3.272.0 for Python.
# Source: getNumber in config.js calls parseFloat; get_int in config.py calls int, get_bool compares with "True" as well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > main.js <<'JS'
const { Config, runtime } = require("@pulumi/pulumi");
const [, , ...values] = process.argv;
runtime.setAllConfig(Object.fromEntries(values.map((value) => [`shops:${value}`, value])));
const config = new Config("shops");
for (const value of values) {
  try {
    console.log(`${value} = ${value === "True" ? config.requireBoolean(value) : config.requireNumber(value)}`);
  } catch {
    console.log(`${value} is refused`);
  }
}
JS
cat > main.py <<'PY'
import sys
from pulumi import Config
from pulumi.runtime.config import set_all_config

values = sys.argv[1:]
set_all_config({f"shops:{value}": value for value in values})
config = Config("shops")
for value in values:
    try:
        print(value, "=", config.require_bool(value) if value == "True" else config.require_int(value))
    except Exception:
        print(value, "is refused")
PY
npm install --silent --no-audit --no-fund --prefix "$folder" @pulumi/pulumi@3.276.0 > /dev/null
python3 -m venv "$folder/python"
"$folder/python/bin/pip" install --quiet --disable-pip-version-check pulumi==3.272.0
values=("1_000" "1,000" "0x10" "12 shops" "True")
node main.js "${values[@]}" > node.txt
"$folder/python/bin/python" main.py "${values[@]}" > python.txt
echo "Node.js:" && cat node.txt
echo "Python:" && cat python.txt
diff - node.txt <<'TEXT'
1_000 = 1
1,000 = 1
0x10 = 0
12 shops = 12
True is refused
TEXT
diff - python.txt <<'TEXT'
1_000 = 1000
1,000 is refused
0x10 is refused
12 shops is refused
True = True
TEXT
