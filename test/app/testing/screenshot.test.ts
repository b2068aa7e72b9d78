import { createMachine } from 'xstate'
import { describe, expect, test } from 'vitest'
import { box, column, component, defineTheme, progressBar, row, text, type Child } from 'actty'
import { mount, screenshot } from 'actty/testing'
import { namedTheme } from '../../../src/render/theme/themes.ts'
import { hasBrowser, openBrowser } from '../../support/browser.ts'

const idle = createMachine({})
const show = (view: Child, columns = 12, rows = 3) =>
  mount(component({ logic: idle, view: () => view }), { columns, rows, theme: 'dark' })

const dark = namedTheme('dark').colors

describe('the picture of a screen', () => {
  test('has each cell at its place, and text as text', async () => {
    const app = show(
      row([
        text('a<b', { bold: true }),
        text('&', { color: 'danger' }),
        text('漢字', { background: 'selection' }),
      ]),
      12,
      1,
    )
    expect(screenshot(app).split('\n')).toEqual([
      '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="20" viewBox="0 0 120 20">',
      `<rect width="120" height="20" fill="${dark.ground}"/>`,
      expect.stringContaining('monospace'),
      [
        `<g><rect x="40" y="0" width="40" height="20" fill="${dark.selection}" shape-rendering="crispEdges"/>`,
        '<text y="15" xml:space="preserve">',
        `<tspan x="0" textLength="30" lengthAdjust="spacingAndGlyphs" fill="${dark.text}" font-weight="bold">a&lt;b</tspan>`,
        `<tspan x="30" textLength="10" lengthAdjust="spacingAndGlyphs" fill="${dark.danger}">&amp;</tspan>`,
        `<tspan x="40" textLength="20" lengthAdjust="spacingAndGlyphs" fill="${dark.text}">漢</tspan>`,
        `<tspan x="60" textLength="20" lengthAdjust="spacingAndGlyphs" fill="${dark.text}">字</tspan>`,
        '</text></g>',
      ].join(''),
      '</g>',
      '</svg>',
      '',
    ])
    await app.unmount()
  })

  test('has the colors of any theme, whatever the app has', async () => {
    const app = show(text('x', { color: 'accent' }))
    expect(screenshot(app)).toContain(`fill="${dark.accent}"`)
    expect(screenshot(app, { theme: 'gruvbox' })).toContain(`fill="${namedTheme('gruvbox').colors.accent}"`)
    const mine = defineTheme({ name: 'mine', colors: { ...dark, ground: '#000000' } })
    expect(screenshot(app, { theme: mine })).toContain('fill="#000000"')
    expect(app.theme).toBe('dark')
    expect(() => screenshot(app, { theme: 'unknown' as never })).toThrow('theme is terminal, dark')
    expect(() => screenshot({ screen: () => [] })).toThrow('screenshot takes what mount() has returned')
    await app.unmount()
  })

  test('shows attributes: dim, italic, inverse, underlines of all kinds, and what is selected', async () => {
    const app = show(
      column([
        text([
          text('d', { dim: true }),
          text('i', { italic: true }),
          text('v', { inverse: true }),
          text('s', { strikethrough: true }),
        ]),
        text([
          text('1', { underline: true }),
          text('2', { underline: 'double' }),
          text('3', { underline: 'curly', underlineColor: 'danger' }),
          text('4', { underline: 'dotted' }),
          text('5', { underline: 'dashed' }),
        ]),
      ]),
    )
    const svg = screenshot(app)
    expect(svg).toContain(`fill="${dark.text}" fill-opacity="0.6">d<`)
    expect(svg).toContain('font-style="italic">i<')
    expect(svg).toContain(`<rect x="20" y="0" width="10" height="20" fill="${dark.text}"`)
    expect(svg).toContain(`fill="${dark.ground}">v<`)
    expect(svg).toContain('M30 10.5H40')
    expect(svg.match(/M\d+ 37.5H\d+/g)).toEqual(['M0 37.5H10', 'M10 37.5H20', 'M30 37.5H40', 'M40 37.5H50'])
    expect(svg).toContain('M10 39.5H20')
    expect(svg).toContain(`q2.5 -3 5 0t5 0" fill="none" stroke="${dark.danger}"`)
    expect(svg.match(/stroke-dasharray="[\d ]+"/g)).toEqual([
      'stroke-dasharray="1 2"',
      'stroke-dasharray="4 2"',
    ])
    await app.unmount()
  })
})

describe.skipIf(!hasBrowser)('in a browser', () => {
  test('frames are joined, bars are as long as they are, and the text can be selected', async () => {
    const app = show(column([box({ border: 'round', height: 4 }, ['hello']), progressBar(0.5)]), 12, 5)
    const svg = screenshot(app)
    const browser = await openBrowser()
    const page = await browser.newPage({ viewport: { width: 120, height: 100 } })
    await page.setContent(`<body style="margin:0">${svg}</body>`)
    const rows = await page.$$eval('text', (all) => all.map((row) => row.textContent))
    expect(rows.map((line) => line.trimEnd())).toEqual(app.screen())
    await page.evaluate(() => getSelection()!.selectAllChildren(document.body))
    expect(await page.evaluate(() => getSelection()!.toString())).toContain('hello')
    await page.evaluate(() => getSelection()!.removeAllRanges())

    const shot = (await page.screenshot()).toString('base64')
    const pixels = await page.evaluate(async (data) => {
      const image = new Image()
      image.src = `data:image/png;base64,${data}`
      await image.decode()
      const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d')!
      canvas.drawImage(image, 0, 0)
      const at = (x: number, y: number) => Array.from(canvas.getImageData(x, y, 1, 1).data.slice(0, 3)).join()
      return {
        left: Array.from({ length: 40 }, (_, y) => at(5, 20 + y)),
        bottom: Array.from({ length: 80 }, (_, x) => at(20 + x, 70)),
        bar: [at(2, 90), at(57, 90), at(110, 90)],
        ground: at(100, 30),
      }
    }, shot)
    await browser.close()
    const rgb = (hex: string) => Buffer.from(hex.slice(1), 'hex').join()
    expect(pixels.ground).toBe(rgb(dark.ground))
    // One color all along: no row and no column has a gap.
    expect(new Set(pixels.left).size).toBe(1)
    expect(new Set(pixels.bottom).size).toBe(1)
    expect(pixels.left[0]).not.toBe(pixels.ground)
    expect(pixels.bar[0]).toBe(rgb(dark.accent))
    expect(pixels.bar[1]).toBe(rgb(dark.accent))
    expect(pixels.bar[2]).not.toBe(rgb(dark.accent))
    await app.unmount()
  }, 30_000)
})
