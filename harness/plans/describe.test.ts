import { runInThisContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { Strike } from '../model/fault/plan.ts';
import * as api from '../../index.ts';
import { catalogue } from '../../faults/catalogue.ts';
import { describeFaults } from './describe.ts';

test.each(describeFaults(catalogue))('the form of $name is what a scenario would say', (row) => {
  const names = Object.keys(api).join(', ');
  const written = runInThisContext(`({ ${names} }) => ${row.form}`) as (all: typeof api) => Strike;
  const strike = written(api);
  expect(strike.fault.name).toBe(row.name);
  const usual = row.params.filter((param) => param.default !== 'none');
  expect(strike.fault.params).toEqual(
    Object.fromEntries(usual.map((param) => [param.name, JSON.parse(param.default)])),
  );
});
