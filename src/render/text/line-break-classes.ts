/*
 * The classes of Unicode's line breaking (UAX 14, LineBreak-17.0.0.txt), resolved by its rule LB1. But control characters
 * count as letters, since they are shown as symbols. Most classes follow from other properties: the first that fits
 * decides.
 */
const byProperty: readonly (readonly [LineBreakClass, RegExp])[] = [
  ['JL', /[\u1100-\u115f\ua960-\ua97c]/u],
  ['JV', /[\u1160-\u11a7\ud7b0-\ud7c6]/u],
  ['JT', /[\u11a8-\u11ff\ud7cb-\ud7fb]/u],
  ['EM', /\p{Emoji_Modifier}/u],
  ['CM', /[\p{M}\p{Cf}]/u],
  ['OP', /\p{Ps}/u],
  ['CL', /\p{Pe}/u],
  ['QU', /[\p{Pi}\p{Pf}]/u],
  ['PR', /\p{Sc}/u],
  ['HL', /(?=\p{L})\p{sc=Hebr}/u],
  ['EB', /\p{Emoji_Modifier_Base}/u],
  ['RI', /\p{RI}/u],
  [
    'ID',
    /[\p{Ideographic}\u2e80-\u4dff\ua000-\ua4c6\ufe30-\ufe6f\uff01-\uffe6\u{17000}-\u{18aff}\u{18d00}-\u{18df2}\u{1b000}-\u{1b2fb}\u{1f000}-\u{1f0ff}\u{1f200}-\u{1f773}\u{1f8ae}-\u{1faff}\u{1fc00}-\u{1fffd}\u{20000}-\u{3fffd}]/u,
  ],
  ['NU', /\p{Nd}/u],
]

/** The other code points: a class, and its code points in hexadecimal. */
const listed = `
CM 3035
GL a0 35c-362 f08 f0c f12 fd9-fda 180e 1aeb 1dcd 1dfc 2007 2011 202f fe20 fe22 fe24 fe26-fe27 fe29 fe2b
  fe2d-fe2e 1107f 13430-13436 13439-1343b 16fe4
WJ 2060 feff
ZW 200b
ZWJ 200d
SP 20
BA 9 7c ad 964-965 e5a-e5b f0b f34 f7f f85 fbe-fbf fd2 104a-104b 1361 1680 16eb-16ed 1735-1736 17d4-17d5 17d8
  17da 1804-1805 1b4e-1b4f 1b5a-1b5b 1b5d-1b60 1b7d-1b7f 1c3b-1c3f 1c7e-1c7f 2000-2006 2008-200a 2027 2056
  2058-205b 205d-205f 2800 2cfa-2cfc 2cff 2d70 2e0e-2e15 2e19 2e2a-2e2d 2e30-2e31 2e33-2e34 2e3c-2e3e 2e41
  2e43-2e4a 2e4c 2e4e-2e4f 3000 a4fe-a4ff a60d a60f a6f3-a6f7 a8ce-a8cf a92e-a92f a9c7-a9c9 a9cf aa40-aa42
  aa44-aa4b aa5d-aa5f aaf0-aaf1 abeb 10100-10102 1039f 103d0 10857 1091f 10a50-10a57 10af0-10af5 10b39-10b3f
  10ed0 11047-11048 110be-110c1 11140-11143 111c5-111c6 111c8 111dd-111df 11238-11239 1123b-1123c 112a9 1133d
  1135d 1144b-1144e 1145a-1145b 115c2-115c3 115c9-115d7 11641-11642 1173c-1173e 11944-11946 11a41-11a44
  11a9a-11a9c 11aa1-11aa2 11c41-11c45 11ef2 11ef7-11ef8 11f43-11f44 11fff 12470-12474 16a6e-16a6f 16af5
  16b37-16b39 16b44 16d6e-16d6f 16e97-16e98 1bc9f 1da87-1da8a
BB b4 2c8 2cc 2df c77 c84 f01-f04 f06-f07 f09-f0a fd0-fd1 fd3 1806 1ffd a874-a875 a8fc 11175 111db 115c1
  11660-1166c 119e2 11a3f 11a45 11a9e-11aa0 11b00-11b09 11c70
B2 2014 2e3a-2e3b
HY 2d
HH 58a 5be 1400 2010 2012-2013 2e17 2e40 2e5d 10d6e 10ead
CB fffc
CP 29 5d 2e56 2e58 2e5a 2e5c
CL 3001-3002 fe10-fe12 fe50 fe52 ff0c ff0e ff61 ff64 1325b-1325d 13282 13287 13289 1337a-1337b 13438 1343d
  1343f 145cf
OP a1 bf 2e18 13258-1325a 13286 13288 13379 1342f 13437 1343c 1343e 145ce 1e95e-1e95f
QU 22 27 275b-2760 2e00-2e01 2e06-2e08 2e0b 1f676-1f678
EX 21 3f 5c6 61b 61d-61f 6d4 7f9 f0d-f11 f14 1802-1803 1808-1809 1944-1945 2762-2763 2cf9 2cfe 2e2e 2e53-2e54
  a60e a876-a877 fe15-fe16 fe56-fe57 ff01 ff1f 115c4-115c5 11c71
IS 2c 2e 3a-3b 37e 589 60c-60d 7f8 2044
SY 2f
IN 2024-2026 22ef fe19 10af6
NS 17d6 203c-203d 2047-2049 3005 301c 303b-303c 3041 3043 3045 3047 3049 3063 3083 3085 3087 308e 3095-3096
  309b-309e 30a0-30a1 30a3 30a5 30a7 30a9 30c3 30e3 30e5 30e7 30ee 30f5-30f6 30fb-30fe 31f0-31ff a015
  fe13-fe14 fe54-fe55 ff1a-ff1b ff65 ff67-ff70 ff9e-ff9f 16fe0-16fe3 16ff2-16ff3 1b132 1b150-1b152 1b155
  1b164-1b167 1f679-1f67b
NU 600-605 66b-66c 6dd 890-891 8e2 19da 110bd 110cd
PO 25 a2 b0 609-60b 66a 9f2-9f3 9f9 d79 2030-2037 2057 20a7 20b6 20bb 20be 20c0 2103 2109 a838 fdfc fe6a ff05
  ffe0 11fdd-11fe0 1ecac 1ecb0
PR 2b 5c b1 20c2-20cf 2116 2212-2213
AL 70f 2061-2064 2e9a 2ef4-2eff 2fd6-2fef 3040 3097-3098 3100-3104 3130 318f 31e6-31ee 321f 3248-324f
  4dc0-4dff a48d-a48f fe53 fe67 fe6c-fe6f ffbf-ffc1 ffc8-ffc9 ffd0-ffd1 ffd8-ffd9 ffdd-ffdf 18b00-18cd5 18cff
  18d1f-18d7f 1b123-1b131 1b133-1b14f 1b153-1b154 1b156-1b163 1b168-1b16f 1f39c-1f39d 1f3b5-1f3b6 1f3bc 1f4a0
  1f4a2 1f4a4 1f4af 1f4b1-1f4b2 1f500-1f506 1f517-1f524 1f532-1f549 1f5d4-1f5db 1f5f4-1f5f9 1f650-1f675
  1f67c-1f67f 1f700-1f773 1f8ae-1f90b 1fa00-1fa57
ID 1b5c 1b61-1b6a 1b74-1b7c 231a-231b 23f0-23f3 2600-2603 2614-2615 2618 261a-261c 261e-261f 2639-263b 2668
  267f 26bd-26c8 26cd 26cf-26d1 26d3-26d4 26d8-26d9 26dc 26df-26e1 26ea 26f1-26f5 26f7-26f8 26fa 26fd-2704
  2708-2709 2764 a9c1-a9c6 a9ca-a9cd a9de-a9df aa5c fa6e-fa6f fada-faff 11049-1104d 11052-11065 113b7
  113d3-113d5 113d7-113d8 11f45-11f4f 1f1ae-1f1e5 1f774-1f776 1f77b-1f77f 1f7d5-1f7ff
AP 11003-11004 113d1 1193f 11941 11f02
AK 1b05-1b33 1b45-1b4c a984-a9b2 11005-11037 11071-11072 11075 11305-1130c 1130f-11310 11313-11328 1132a-11330
  11332-11333 11335-11339 11360-11361 11392-113b5 11900-11906 11909 1190c-11913 11915-11916 11918-1192f
  11f04-11f10 11f12-11f33
AS 1b50-1b59 1bc0-1be5 a9d0-a9d9 aa00-aa28 aa50-aa59 11066-1106f 11350 1135e-1135f 11380-11389 1138b 1138e
  11390-11391 11950-11959 11ee0-11ef1 11f50-11f59 16100-1611d 16130-16139
VF 1bf2-1bf3
VI 1b44 a9c0 11046 1134d 113d0 1193e 11f42
`

export type LineBreakClass =
  | (
      | 'AL'
      | 'HL'
      | 'ID'
      | 'NU'
      | 'CM'
      | 'ZWJ'
      | 'SP'
      | 'ZW'
      | 'WJ'
      | 'GL'
      | 'CB'
      | 'BA'
      | 'BB'
      | 'B2'
      | 'HY'
      | 'HH'
    )
  | ('CL' | 'CP' | 'OP' | 'QU' | 'EX' | 'IS' | 'SY' | 'IN' | 'NS' | 'PO' | 'PR' | 'EB' | 'EM' | 'RI')
  | ('JL' | 'JV' | 'JT' | 'H2' | 'H3' | 'AK' | 'AP' | 'AS' | 'VF' | 'VI')

const known = new Map<number, LineBreakClass>()
let ranges: readonly Range[] | undefined

interface Range {
  readonly first: number
  readonly last: number
  readonly kind: LineBreakClass
}

/** The line breaking class of a code point. */
export function lineBreakClass(codePoint: number): LineBreakClass {
  let kind = known.get(codePoint)
  if (kind === undefined) known.set(codePoint, (kind = find(codePoint)))
  return kind
}

function find(codePoint: number): LineBreakClass {
  const range = (ranges ??= parse()).findLast(({ first }) => first <= codePoint)
  if (range !== undefined && codePoint <= range.last) return range.kind
  if (codePoint >= 0xac00 && codePoint <= 0xd7a3) return (codePoint - 0xac00) % 28 === 0 ? 'H2' : 'H3'
  const character = String.fromCodePoint(codePoint)
  return byProperty.find(([, property]) => property.test(character))?.[0] ?? 'AL'
}

function parse(): Range[] {
  const parsed: Range[] = []
  let kind: LineBreakClass = 'AL'
  for (const word of listed.trim().split(/\s+/)) {
    if (/^[A-Z]/.test(word)) kind = word as LineBreakClass
    else {
      const [first, last = first] = word.split('-').map((hex) => Number.parseInt(hex, 16)) as [
        number,
        number?,
      ]
      parsed.push({ first, last, kind })
    }
  }
  return parsed.sort((a, b) => a.first - b.first)
}
