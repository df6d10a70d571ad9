#!/usr/bin/env python3
"""Generate procedural style images (original work, no inputs).

Needs numpy and Pillow. Deterministic: fixed seeds.
usage: python test/golden/make_procedural.py [outdir]      default: styles/ of this project
The shipped files are pinned by styles/manifest.json: other versions of numpy and Pillow may write other bytes.
SPDX-License-Identifier: CC0-1.0
"""
import os
import sys

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

N = 640


def smooth_noise(rng, n, cells, octaves=4):
    """Sum of bicubic-upsampled random grids, scaled to 0..1."""
    out = np.zeros((n, n), np.float32)
    amp = 1.0
    for _ in range(octaves):
        g = Image.fromarray(rng.random((cells + 3, cells + 3)).astype(np.float32), "F")
        out += amp * np.asarray(g.resize((n, n), Image.BICUBIC))
        cells, amp = cells * 2, amp * 0.5
    out -= out.min()
    return out / out.max()


def pal(*hexes):
    return np.array([[int(h[i:i + 2], 16) for i in (0, 2, 4)] for h in hexes], np.float32)


def stained_glass(seed=7):
    """Voronoi panes on rings round a rose centre, dark leads, glassy texture."""
    rng = np.random.default_rng(seed)
    s = 2 * N  # supersample
    c = np.array([s * 0.5, s * 0.46])
    pts, ring_of = [c], [0]
    for r, k in enumerate([8, 14, 20, 26, 32, 38, 44, 50], start=1):
        rad = r * s * 0.092
        a0 = rng.random() * 6.28
        for j in range(k):
            a = a0 + 2 * np.pi * (j + rng.normal(0, 0.13)) / k
            p = c + (rad + rng.normal(0, s * 0.012)) * np.array([np.cos(a), np.sin(a)])
            pts.append(p)
            ring_of.append(r)
    pts, ring_of = np.array(pts, np.float32), np.array(ring_of)
    yy, xx = np.mgrid[0:s, 0:s].astype(np.float32)
    # wobble the coordinates so that leads are slightly curved
    xx += (smooth_noise(rng, s, 6, 2) - .5) * 60
    yy += (smooth_noise(rng, s, 6, 2) - .5) * 60
    d1 = np.full((s, s), 1e9, np.float32)
    d2 = d1.copy()
    idx = np.zeros((s, s), np.int32)
    for i, (px, py) in enumerate(pts):
        d = np.sqrt((xx - px) ** 2 + (yy - py) ** 2)
        near = d < d1
        d2 = np.where(near, d1, np.minimum(d2, d))
        d1 = np.where(near, d, d1)
        idx[near] = i
    rings = [pal("f7d64a"), pal("f2a51f", "f7c948", "e8731a"),
             pal("c81d25", "d8342a", "9d1220"), pal("1e4fa3", "143a86", "2f74c9"),
             pal("1f8a5b", "0f6b4f", "4bb071", "e9b824"), pal("5b2a86", "7a3fa5", "b0307a"),
             pal("0e5a8a", "1793a5", "123c7c"), pal("c81d25", "f2a51f", "1e4fa3", "1f8a5b"),
             pal("143a86", "5b2a86", "0e5a8a")]
    col = np.zeros((len(pts), 3), np.float32)
    for i, r in enumerate(ring_of):
        p = rings[r % len(rings)]
        col[i] = p[rng.integers(len(p))] * rng.uniform(0.85, 1.12)
    img = col[idx]
    # uneven glass: slow brightness drift, streaks, and glow in each pane's middle
    tex = 0.72 + 0.45 * smooth_noise(rng, s, 14, 5)
    streak = smooth_noise(rng, s, 40, 2)
    img *= (tex * (0.92 + 0.16 * streak))[..., None]
    edge = d2 - d1
    img *= (0.72 + 0.42 * np.clip(edge / 75, 0, 1))[..., None]
    lead = np.clip((edge - 10) / 5, 0, 1)[..., None]
    sheen = (np.clip(1 - np.abs(edge - 4) / 3, 0, 1) * 26)[..., None]
    img = img * lead + (np.array([20, 19, 24], np.float32) + sheen) * (1 - lead)
    im = Image.fromarray(np.clip(img, 0, 255).astype(np.uint8))
    return im.resize((N, N), Image.LANCZOS)


def flow_strokes(seed=3):
    """Thick oily dabs following a swirling flow field, dark ground to light."""
    rng = np.random.default_rng(seed)
    s = 2 * N
    yy, xx = np.mgrid[0:s, 0:s].astype(np.float32) / s
    ang = np.full((s, s), 0.25, np.float32) + (smooth_noise(rng, s, 3, 3) - .5) * 3
    vx, vy = np.cos(ang), np.sin(ang)
    suns = []
    for cx, cy, r, sign in [(.30, .28, .20, 1), (.74, .22, .13, -1), (.62, .58, .17, 1), (.16, .70, .11, -1), (.88, .80, .12, 1)]:
        dx, dy = xx - cx, yy - cy
        w = 3.2 * np.exp(-(dx * dx + dy * dy) / (r * r))
        d = np.sqrt(dx * dx + dy * dy) + 1e-4
        vx += sign * w * -dy / d
        vy += sign * w * dx / d
        suns.append((cx, cy, r))
    ang = np.arctan2(vy, vx)
    tone = 0.55 * smooth_noise(rng, s, 4, 4)
    for cx, cy, r in suns:
        d = np.sqrt((xx - cx) ** 2 + (yy - cy) ** 2)
        tone += 0.62 * np.exp(-(d / (r * .52)) ** 2) + 0.16 * (0.5 + 0.5 * np.cos(d * 95)) * np.exp(-(d / r) ** 2)
    tone = np.clip(tone, 0, 1)
    ramp = pal("0b1638", "12306b", "1b5fa0", "2f93b5", "7cc4b4", "e8dc86", "f7b93a", "fbe9a8")
    im = Image.new("RGB", (s, s), (11, 22, 56))
    dr = ImageDraw.Draw(im)
    for width, count, length in [(26, 3500, 60), (16, 9000, 52), (10, 16000, 40), (6, 14000, 30)]:
        for _ in range(count):
            x, y = rng.random(2) * (s - 1)
            t = tone[int(y), int(x)] + rng.normal(0, .07)
            t = min(max(t, 0), 1) * (len(ramp) - 1)
            k = min(int(t), len(ramp) - 2)
            c = ramp[k] + (ramp[k + 1] - ramp[k]) * (t - k)
            c = np.clip(c * rng.uniform(.82, 1.18) + rng.normal(0, 7, 3), 0, 255).astype(int)
            path = [(x, y)]
            step = length / 8
            for _ in range(8):
                a = ang[min(max(int(y), 0), s - 1), min(max(int(x), 0), s - 1)]
                x, y = x + step * np.cos(a), y + step * np.sin(a)
                path.append((x, y))
            w = max(2, int(width * rng.uniform(.6, 1.1)))
            sh = tuple(int(v * .62) for v in c)
            dr.line([(px + 2, py + 3) for px, py in path], fill=sh, width=w, joint="curve")
            dr.line(path, fill=tuple(c), width=w, joint="curve")
            hi = tuple(min(255, int(v * 1.16 + 10)) for v in c)
            dr.line([(px - w * .2, py - w * .25) for px, py in path], fill=hi, width=max(1, w // 4))
    return im.resize((N, N), Image.LANCZOS)


def ink_wash(seed=12):
    """Layered misty ridges in diluted ink on warm paper, with a red sun."""
    rng = np.random.default_rng(seed)
    s = 2 * N
    paper = np.array([240, 230, 208], np.float32)
    fibre = (smooth_noise(rng, s, 60, 4) - .5)[..., None] * 26 + (smooth_noise(rng, s, 5, 3) - .5)[..., None] * 22
    img = np.broadcast_to(paper, (s, s, 3)) + fibre
    yy, xx = np.mgrid[0:s, 0:s].astype(np.float32)
    wob = (smooth_noise(rng, s, 24, 3) - .5) * 22
    d = np.sqrt((xx - s * .69) ** 2 + (yy - s * .2) ** 2) + wob
    sun = np.clip((s * .095 - d) / 8, 0, 1) * (0.80 + .2 * smooth_noise(rng, s, 12, 3))
    img = img * (1 - sun[..., None]) + np.array([190, 48, 34], np.float32) * sun[..., None]
    ink = np.array([24, 27, 36], np.float32)
    x1 = np.arange(s)
    for L in range(7):
        f = L / 6
        base = s * (.28 + .115 * L)
        prof = np.zeros(s)
        for o, a in ((2, 120), (5, 62), (11, 30), (27, 12), (70, 5), (160, 2.5)):
            ph = rng.random(3) * 6.28
            prof += a * (np.abs(np.sin(x1 / s * o * 2.1 + ph[0])) ** 1.6 - .45) * (0.7 + .6 * np.sin(x1 / s * 3 + ph[1]))
        top = base - prof * (1.15 - .45 * f)
        dep = yy - top[None, :] - (smooth_noise(rng, s, 50, 3) - .5) * 14
        strength = (0.20 + .72 * f ** 1.25)
        fall = 150 + 90 * f
        a = np.clip(dep / 3.0, 0, 1) * np.exp(-np.clip(dep, 0, None) / fall) * strength
        # bleeding blotches and dry-brush streaks along the slope
        a *= 0.55 + 0.75 * smooth_noise(rng, s, 9, 5)
        slope = np.gradient(top)[None, :]
        st = np.sin((yy - slope * 9) * .11 + xx * (.16 + .10 * np.sign(slope)) + 9 * smooth_noise(rng, s, 10, 3))
        a *= 1 + .40 * f * np.clip(st, -.6, 1)
        edge = np.exp(-(np.clip(dep, 0, None) / (5 + 3 * f)) ** 2) * (dep > 0) * (.20 + .55 * f) * (0.4 + smooth_noise(rng, s, 30, 2))
        a = np.clip(np.maximum(a, edge), 0, .96)[..., None]
        tint = ink + (1 - f) * np.array([46, 62, 84], np.float32)
        img = img * (1 - a) + tint * a
    im = Image.fromarray(np.clip(img, 0, 255).astype(np.uint8))
    # pine strokes and flying birds
    ov = Image.new("L", (s, s), 0)
    dr = ImageDraw.Draw(ov)
    for _ in range(46):
        x, y = rng.uniform(0, s), s * rng.uniform(.80, .99)
        h = rng.uniform(60, 190) * (y / s) ** 2
        lean = rng.normal(0, .12)
        for t in np.linspace(0, 1, 26):
            px, py = x + lean * h * t, y - h * t
            dr.ellipse([px - 3 * (1.2 - t), py - 4, px + 3 * (1.2 - t), py + 4], fill=230)
            if t > .2:
                for sgn in (-1, 1):
                    b = (1.15 - t) * h * .30 * rng.uniform(.5, 1)
                    dr.line([(px, py), (px + sgn * b * .6, py + b * .10), (px + sgn * b, py + b * .38)], fill=int(rng.uniform(120, 245)), width=int(rng.uniform(2, 7)))
    for k in range(9):
        x, y, w = s * (.22 + .035 * k + rng.normal(0, .012)), s * (.15 + .012 * abs(k - 3) + rng.normal(0, .01)), rng.uniform(14, 24)
        dr.line([(x - w, y - w * .35), (x - w * .4, y - w * .45), (x, y), (x + w * .4, y - w * .5), (x + w, y - w * .3)], fill=215, width=4)
    ov = ov.filter(ImageFilter.GaussianBlur(1.2))
    im.paste(Image.new("RGB", (s, s), (22, 24, 31)), mask=ov)
    return im.resize((N, N), Image.LANCZOS)


def contour_bands(seed=21):
    """Warped colour bands with dark contour lines, block-print look."""
    rng = np.random.default_rng(seed)
    s = 2 * N
    yy, xx = np.mgrid[0:s, 0:s].astype(np.float32) / s
    w1, w2 = smooth_noise(rng, s, 3, 3), smooth_noise(rng, s, 3, 3)
    u = xx + .55 * (w1 - .5)
    v = yy + .55 * (w2 - .5)
    h = .5 + .28 * np.sin(6.2 * u + 2.3 * np.sin(3.1 * v)) + .28 * np.cos(5.1 * v - 1.9 * np.cos(4.2 * u))
    t = h * 15 + (smooth_noise(rng, s, 40, 3) - .5) * .35
    k = np.floor(t).astype(int)
    p = pal("f4e3b2", "e9a23b", "d9532c", "8f1d2c", "f2c5a0", "2a6f77", "123b4a", "6fb09a")
    img = p[k % len(p)].copy()
    fr = t - k
    # hatch half of the bands along their direction, like carved lino
    gy, gx = np.gradient(h)
    g = np.sqrt(gx * gx + gy * gy) + 1e-6
    hatch = np.sin((fr * 9.0) * 2 * np.pi + 4 * smooth_noise(rng, s, 30, 2))
    cut = ((hatch > .15) & (k % 2 == 0) & (fr > .45))[..., None]
    img = np.where(cut, img * .55 + 10, img)
    line = np.clip(np.minimum(fr, 1 - fr) / (g * 15 + 1e-6), 0, 9)   # ~pixels from a band edge
    a = np.clip((line - 2.2) / 1.6, 0, 1)[..., None]
    img = img * a + np.array([22, 20, 30], np.float32) * (1 - a)
    grain = smooth_noise(rng, s, 160, 2)
    img = img * (0.86 + .26 * grain)[..., None] + (smooth_noise(rng, s, 6, 3) - .5)[..., None] * 26
    im = Image.fromarray(np.clip(img, 0, 255).astype(np.uint8))
    return im.resize((N, N), Image.LANCZOS)


STYLES = {"stained-glass": stained_glass, "swirl-strokes": flow_strokes,
          "ink-wash": ink_wash, "contour-bands": contour_bands}

if __name__ == "__main__":
    out = sys.argv[1] if len(sys.argv) > 1 else os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "styles")
    os.makedirs(out, exist_ok=True)
    for name, fn in STYLES.items():
        fn().save(os.path.join(out, name + ".jpg"), quality=92, optimize=True)
        print(name)
