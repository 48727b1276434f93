/** Which folder may import which: the arrows of the house, and no cycles. */
const only = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.ts$|-fixture\\.ts$|/testing/' },
  to: {
    pathNot: [...to, '^node_modules', '^@', '^(node:)?[a-z_/-]+$'],
    dependencyTypesNot: ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'undetermined'],
  },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    only('model-imports-nothing', '^harness/model/', ['^harness/model/']),
    only('nouns-only', '^harness/(checks|stats)/', ['^harness/(checks|stats|model)/']),
    only('evidence', '^harness/checks/evidence/', ['^harness/(checks/evidence|model)/']),
    only('provider', '^harness/(provider|proxy)/', ['^harness/(provider|proxy|model)/']),
    only('points', '^harness/points/', ['^harness/(points|provider|proxy|model)/']),
    only('mcp', '^harness/mcp/', ['^harness/(mcp|points|plans|wire|proxy|model)/']),
    only('sim', '^harness/sim/', ['^harness/(sim|provider|model)/']),
    only('wire', '^harness/wire/', ['^harness/(wire|provider|proxy|model)/']),
    only('plans', '^harness/plans/', ['^harness/(plans|model)/']),
    only('faults', '^faults/', ['^faults/', '^harness/(plans|model)/']),
    only('reports', '^reports/', ['^reports/', '^harness/(model|stats)/']),
    only('run', '^harness/run/', ['^harness/(run|points|sim|wire|checks|plans|model)/']),
    only('load', '^harness/load/', ['^harness/(load|run|points|checks|plans|stats|model)/']),
    only('search', '^harness/search/', ['^harness/(search|run|wire|checks|plans|model)/']),
    only('apis', '^(index|verify)\\.ts$', ['^(harness|faults|reports)/', '^index\\.ts$']),
    only('scenarios', '^scenarios/', ['^scenarios/', '^index\\.ts$']),
    {
      name: 'an-executor-runs-what-a-search-asks',
      severity: 'error',
      from: {
        path: '^harness/search/',
        pathNot: '\\.test\\.ts$|^harness/search/executor/(executor|in-thread)\\.ts$',
      },
      to: { path: '^harness/run/run\\.ts$' },
    },
    {
      name: 'agents-know-nothing-of-us',
      severity: 'error',
      from: { path: '^scenarios/[^/]+/(agent/)?(serve|agent|canary)\\.ts$' },
      to: { path: '^(index\\.ts|verify\\.ts|harness|faults|reports|cli)', reachable: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|node_modules)/' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs'] },
  },
};
