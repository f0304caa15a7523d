import * as z from 'zod';
import { readMethod } from '../method.ts';
import { wireText, wireTextOrNull } from '../wire/wire-readers.ts';
import { listOf } from './reply-shapes.ts';

export const industryList = readMethod<{
  readonly industry_level?: 'GSECTOR' | 'GGROUP' | 'GIND' | 'GSUBIND';
}>()({
  name: 'industry_list',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      id: wireTextOrNull,
      industryLevel: wireTextOrNull,
      nameCN: wireTextOrNull,
      nameEN: wireTextOrNull,
    }),
  ),
});

export const industryStocks = readMethod<{
  readonly industry_id: string;
  readonly market: string;
}>()({
  name: 'industry_stocks',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      symbol: wireText,
      companyName: wireTextOrNull,
      market: wireTextOrNull,
      industryDetailDTOList: listOf(
        z.looseObject({
          industryLevel: wireTextOrNull,
          id: wireTextOrNull,
          nameEN: wireTextOrNull,
          nameCN: wireTextOrNull,
        }),
      ),
    }),
  ),
});

/** The industry at each level. */
export const stockIndustry = readMethod<{
  readonly symbol: string;
  readonly market: string;
  readonly sec_type?: string;
}>()({
  name: 'stock_industry',
  version: '2.0',
  server: 'quote',
  context: 'language',
  reply: listOf(
    z.looseObject({
      industryLevel: wireTextOrNull,
      id: wireTextOrNull,
      nameEN: wireTextOrNull,
      nameCN: wireTextOrNull,
    }),
  ),
});
