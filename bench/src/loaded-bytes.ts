import { build } from 'esbuild'

/**
 * The size of the code that Node loads for an import of modules of a package: these modules, all that they import statically,
 * and so on, bundled and minified, in bytes. Code that nobody uses counts, since Node loads it too. What is imported only when
 * it's needed doesn't count, nor do other packages.
 */
export async function loadedBytes(checkout: string, ...modules: readonly string[]): Promise<number> {
  const { outputs } = (
    await build({
      absWorkingDir: checkout,
      entryPoints: Object.fromEntries(modules.map((module, index) => [`door${index}`, module])),
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
  modules.forEach((_, index) => load(`out/door${index}.js`))
  return [...loaded].reduce((sum, path) => sum + outputs[path]!.bytes, 0)
}
