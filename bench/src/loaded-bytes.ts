import { build } from 'esbuild'

/**
 * The size of the code that Node loads for an import of a module of a package: that module, all that it imports statically,
 * and so on, bundled and minified, in bytes. Code that nobody uses counts, since Node loads it too. What is imported only when
 * it's needed doesn't count, nor do other packages.
 */
export async function loadedBytes(checkout: string, module: string): Promise<number> {
  const { outputs } = (
    await build({
      absWorkingDir: checkout,
      entryPoints: { door: module },
      bundle: true,
      splitting: true,
      minify: true,
      treeShaking: false,
      ignoreAnnotations: true,
      packages: 'external',
      format: 'esm',
      platform: 'node',
      outdir: 'out',
      write: false,
      metafile: true,
    })
  ).metafile
  const loaded = new Set<string>()
  const load = (path: string) => {
    if (loaded.has(path)) return
    loaded.add(path)
    for (const { path: imported, kind, external } of outputs[path]!.imports)
      if (kind === 'import-statement' && external !== true) load(imported)
  }
  load('out/door.js')
  return [...loaded].reduce((sum, path) => sum + outputs[path]!.bytes, 0)
}
