import sharp from 'sharp';

/**
 * The one place where sharp comes in, set up for files from strangers. Everything in image/ takes it from here.
 *
 * libvips knows many more formats than we take. sniff.ts turns them away by their first bytes; should something
 * slip past it, the loaders themselves are blocked for the whole process, SVG and everything that reads paths included.
 */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
    'VipsForeignLoadNsgifBuffer',
  ],
});

// Why: no picture comes twice through here, so the operation cache would only hold pixels in memory.
sharp.cache(false);

// Why: the renderer owns the cores. A picture takes a fraction of a second on one thread.
sharp.concurrency(1);

export { sharp };
