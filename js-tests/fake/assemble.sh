#!/bin/sh
# Puts the package together around the fake core, under target/fake-package. Not shipped.
set -e
cd "$(dirname "$0")/../.."
rm -rf target/fake-package && mkdir -p target/fake-package
cp -r pkg-template/. target/fake-package/
cp js-tests/fake/core.js js-tests/fake/table.js target/fake-package/
