// Writes objects/<environment>.json (server -> objects) with cdk8s: a chart for each server, so a file for each server.
// An App serves a whole environment, or with the last word `server` one server: cdk8s goes over a whole App again for each
// chart in it, so small Apps are quicker.
const fs = require('fs');
const path = require('path');
const { ApiObject, App, Chart } = require('cdk8s');

const [input, output, scope] = process.argv.slice(2);
for (const file of fs.readdirSync(input)) {
  const servers = Object.entries(JSON.parse(fs.readFileSync(path.join(input, file))));
  for (const group of scope === 'server' ? servers.map((each) => [each]) : [servers]) {
    const app = new App({ outdir: path.join(output, path.parse(file).name) });
    for (const [server, objects] of group) {
      const chart = new Chart(app, server);
      for (const object of objects) new ApiObject(chart, `${object.kind}-${object.metadata.name}`, object);
    }
    app.synth();
  }
}
