import { describe, expect, test } from 'vitest'
import { createMachine } from 'xstate'
import { component, defineTheme, setTheme, text, type Style, type ThemeOption } from '../../src/app/index.ts'
import { column, row } from '../../src/app/index.ts'
import { mount } from '../../src/app/testing/index.ts'
import { createApp } from '../../src/app/index.ts'

const still = createMachine({ id: 'still' })

/** A component that shows one text, with a key a theme. */
function shows(style: Style, themes: Readonly<Record<string, ThemeOption>> = {}) {
  const views = { count: 0 }
  const logic = createMachine({
    id: 'app',
    types: { events: {} as { type: 'choose'; theme: ThemeOption } },
    on: { choose: { actions: setTheme(({ event }) => event.theme) } },
  })
  const app = component({
    logic,
    keys: Object.fromEntries(
      Object.entries(themes).map(([key, theme]) => [key, { type: 'choose' as const, theme }]),
    ),
    view: () => {
      views.count++
      return text('word', style)
    },
  })
  return { app, views }
}

describe('a role', () => {
  test.each<[string, Style, ThemeOption, string]>([
    ['is a color of the theme', { color: 'danger' }, 'dark', '\x1b[38;2;255;125;141mword'],
    ['is another in another theme', { color: 'danger' }, 'light', '\x1b[38;2;193;40;60mword'],
    ['is one of the sixteen on the own theme', { color: 'danger' }, 'terminal', '\x1b[91mword'],
    ['may be an attribute there', { color: 'muted' }, 'terminal', '\x1b[2mword'],
    [
      'may be a fill, whose text is legible',
      { background: 'danger' },
      'dark',
      '\x1b[38;2;16;18;26;48;2;255;125;141mword',
    ],
    ['may be a fill of the own theme', { background: 'danger' }, 'terminal', '\x1b[30;101mword'],
    [
      'is read on a selection',
      { background: 'selection', color: 'faint' },
      'dark',
      '\x1b[38;2;255;255;255;48;2;43;49;84mword',
    ],
    [
      'keeps its color there if it can be read',
      { background: 'selection', color: 'success' },
      'dark',
      '\x1b[38;2;127;216;143;48;2;43;49;84mword',
    ],
    [
      'has no color in a selection of the own theme',
      { background: 'selection', color: 'success' },
      'terminal',
      '\x1b[7mword',
    ],
    [
      'leaves other colors alone',
      { color: '#010203', background: 'surface' },
      'dark',
      '\x1b[38;2;1;2;3;48;2;25;28;39mword',
    ],
  ])('%s', async (_, style, theme, bytes) => {
    const app = mount(shows(style).app, { columns: 10, rows: 1, theme })
    expect(app.takeBytes()).toContain(bytes)
    expect(await app.unmount()).toEqual([])
  })
})

describe('another theme', () => {
  test('is one full frame, and calls no view', async () => {
    const { app: shown, views } = shows({ color: 'accent' }, { l: 'light', t: 'terminal' })
    const app = mount(shown, { columns: 10, rows: 2, theme: 'dark' })
    const before = views.count
    app.takeBytes()
    await app.press('l')
    expect(app.theme).toBe('light')
    expect(app.takeBytes()).toContain('\x1b[38;2;70;80;220mword')
    expect(app.frames).toHaveLength(2)
    await app.press('t')
    expect(app.theme).toBe('terminal')
    expect(app.takeBytes()).toContain('\x1b[1mword')
    expect(views.count).toBe(before)
    expect(await app.unmount()).toEqual([])
  })

  test('calls a view that shows its name', async () => {
    const logic = createMachine({
      types: { events: {} as { type: 'light' } },
      on: { light: { actions: setTheme('light') } },
    })
    const app = mount(
      component({ logic, keys: { l: { type: 'light' } }, view: (_, { theme }) => text(theme) }),
      { columns: 10, rows: 1 },
    )
    expect(app.screen()).toEqual(['terminal'])
    await app.press('l')
    expect(app.screen()).toEqual(['light'])
    expect(await app.unmount()).toEqual([])
  })

  test('that is the same draws nothing', async () => {
    const { app: shown } = shows({ color: 'accent' }, { t: 'terminal' })
    const app = mount(shown, { columns: 10, rows: 1 })
    const frames = app.frames.length
    await app.press('t')
    expect(app.frames).toHaveLength(frames)
    expect(await app.unmount()).toEqual([])
  })

  test('leaves what was printed as it was', async () => {
    const { app: shown } = shows({}, { l: 'light' })
    const app = mount(shown, { columns: 10, rows: 1, theme: 'dark', screen: 'inline' })
    app.takeBytes()
    app.print(text('kept', { color: 'accent' }))
    expect(app.takeBytes()).toContain('\x1b[38;2;143;157;255mkept')
    await app.press('l')
    expect(app.takeBytes()).not.toContain('kept')
    expect(await app.unmount()).toEqual([])
  })
})

describe('a theme for each ground', () => {
  const pair = { dark: 'tokyo-night', light: 'catppuccin-latte' } as const

  test('follows what the terminal says', async () => {
    const app = mount(shows({ color: 'text' }).app, { columns: 10, rows: 1, theme: pair })
    expect(app.theme).toBe('tokyo-night')
    app.terminal.send('\x1b]11;rgb:ffff/ffff/ffff\x1b\\')
    await app.advance(20)
    expect(app.theme).toBe('catppuccin-latte')
    expect(app.takeBytes()).toContain('38;2;76;79;105;48;2;239;241;245m')
    expect(await app.unmount()).toEqual([])
  })
})

describe('an invalid theme', () => {
  test.each<[unknown, string]>([
    [
      'drak',
      "theme is terminal, dark, light, catppuccin-mocha, catppuccin-latte, tokyo-night, gruvbox, high-contrast, a theme made by defineTheme, or { dark, light }; not 'drak'",
    ],
    [{ dark: 'dark' }, 'or { dark, light }; not undefined'],
    [{}, 'or { dark, light }; not an object'],
    [7, 'or { dark, light }; not 7'],
  ])('%j is told', async (theme, message) => {
    const app = component({ logic: still, view: () => 'x' })
    await expect(createApp(app, { theme: theme as ThemeOption })).rejects.toThrow(message)
  })
})

test('a theme of your own is shown like those that are built in', async () => {
  const ocean = defineTheme({ name: 'ocean', colors: { accent: '#5fd7ff' } })
  const app = mount(
    component({
      logic: still,
      view: () => column([row([text('a', { color: 'accent' }), text('b', { color: 'muted' })])]),
    }),
    { columns: 10, rows: 1, theme: ocean },
  )
  expect(app.theme).toBe('ocean')
  expect(app.styledScreen()).toEqual(['<accent>a</><muted>b</>'])
  expect(app.takeBytes()).toContain('\x1b[38;2;95;215;255ma')
  expect(await app.unmount()).toEqual([])
})
