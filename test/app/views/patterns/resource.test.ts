import { describe, expect, test } from 'vitest'
import { lines, resourceView } from 'actty'
import { resource } from 'actty/machines'
import { mount } from 'actty/testing'
import { shown, size } from '../../../support/pattern-view.ts'

describe('resourceView shows', () => {
  test('the state, and what it holds', async () => {
    const held = resource({ name: 'it', acquire: () => 'the thing', release: () => 0 })
    const app = mount(
      resourceView(held, (thing) => lines([thing])),
      size,
    )
    await app.until('acquired')
    expect(shown(app)).toEqual(['● acquired', 'the thing'])
    await app.press('x')
    await expect(app.result).resolves.toBe(undefined)
    expect(await app.unmount()).toEqual([])
  })
})
