"""Reference values for the peers' recipes, masks, colours and optimizers, computed with PyTorch autograd.

Usage: python test/golden/make_peer_fixtures.py [models/vgg19.safetensors [test/golden/pytorch]]
Needs torch, numpy, Pillow and safetensors (made with torch 2.15.0, CPU, one thread); the paths above are the defaults.
Reads content.png, style.png and noise.f32 of the folder and writes there
- for every case of peer_losses.CASES and .MASKED the same two files as make_fixtures.py (no Adam totals), and a third,
  <case>.balanced.f32: the gradient where every term has a weight (`balance` in the .json) that makes its own gradient 1
  long, so that the small ones are seen beside the large;
- masks.png, whose red and green are the two regions. The masked cases look at the upper left 53 x 39 of the pictures (odd
  sides: poolings drop rows); their regions are painted with style.png, and with .3 of it and .7 of it with channels rotated;
- colors-matched.f32, colors-luminance.f32: the photo in the style's colours; light of one picture, chroma of another;
- descents.json: totals of plain L-BFGS, and of Adam over two rungs, whose pictures are content-32.png and so on.
"""
import json, os, sys
import numpy as np, torch, torch.nn.functional as F
from PIL import Image

sys.dont_write_bytecode = True
from make_fixtures import load_weights
from peer_losses import CASES, MASKED, losses, region, targets, to_variable

torch.set_num_threads(1)
MASKED_SIZE = (39, 53)


def read(path):
    return torch.from_numpy(np.asarray(Image.open(path).convert('RGB'), np.float32) / 255).permute(2, 0, 1)[None].contiguous()


def write_floats(path, values):
    np.asarray(values).astype('<f4').tofile(path)


def record(out, name, r, start, noise, loss, extra):
    """Terms at the photo and near it, and the gradient there."""
    num = lambda d: {k: float(x.detach()) for k, x in d.items()}
    def terms(total, C, S, tv):
        return dict(total=float(total.detach()), content=num(C), style=num(S), tv=float(tv.detach()))
    with torch.no_grad():
        at_content = terms(*loss(to_variable(r, start)))
    v = to_variable(r, (start + noise).clamp(0, 1)).clone().requires_grad_(True)
    total, C, S, tv = found = loss(v)
    way_back = lambda x: torch.autograd.grad(x, v, retain_graph=True)[0].double()
    gradient = way_back(total)
    # Of a term of weight w with gradient w g, 1 / |g| is the weight that makes it 1 long.
    parts = dict(content={n: way_back(x) / r['content'][n] for n, x in C.items()}, style={n: way_back(x) / r['style'][n] for n, x in S.items()},
                 tv={'tv': way_back(tv) / r['tv']} if r.get('tv') else {})
    write_floats(f'{out}/{name}.grad.f32', gradient)
    write_floats(f'{out}/{name}.balanced.f32', sum(g / g.norm() for part in parts.values() for g in part.values()))
    rec = dict(recipe=r, width=start.shape[3], height=start.shape[2], at_content=at_content,
               at_perturbed=dict(terms(*found), grad_l2=float(gradient.norm())),
               balance={kind: {n: float(1 / g.norm()) for n, g in part.items()} for kind, part in parts.items()}, **extra)
    json.dump(rec, open(f'{out}/{name}.json', 'w'), indent=1)
    print(name, at_content['total'], rec['at_perturbed'])


def make_masks(out):
    """Two soft regions that overlap, and a corner that neither covers; as written, bytes / 255."""
    h, w = MASKED_SIZE
    y, x = np.mgrid[0:h, 0:w]
    left = 1 / (1 + np.exp((x - .45 * w + 3 * np.sin(y / 5)) / 3))
    low = np.clip((y - .3 * h) / (.5 * h), 0, 1)
    bytes_ = np.stack([np.round(255 * left), np.round(255 * (1 - left) * low), 0 * left], -1).astype(np.uint8)
    Image.fromarray(bytes_).save(f'{out}/masks.png')
    return read(f'{out}/masks.png')[0, :2]


def make_masked(weights, out, photo, style, noise):
    masks = make_masks(out).double()
    h, w = MASKED_SIZE
    photo, noise = photo[..., :h, :w], noise[..., :h, :w]
    painted = [[(style, 1.)], [(style, .3), (style.roll(-1, 1), .7)]]  # red takes green's place, green blue's, blue red's
    shares = [float(m.mean() / masks.mean((1, 2)).sum()) for m in masks]
    for name, r in MASKED.items():
        target = targets(r, weights, photo, painted[0])
        regions = [region(r, m, share, targets(r, weights, photo, styles)['style']) for m, share, styles in zip(masks, shares, painted)]
        record(out, name, r, photo, noise, lambda v: losses(r, weights, v, target, regions), dict(shares=shares))


def root3(m):
    values, vectors = torch.linalg.eigh(m)
    return vectors @ values.sqrt().diag() @ vectors.T


def make_colors(out, photo, style):
    """Symmetric transport of mean and covariance, 1e-5 on both diagonals; and Rec. 601 light of one, chroma of another."""
    c, s = (p[0].double().reshape(3, -1) for p in (photo, style))
    cov = lambda p: (p - p.mean(1, keepdim=True)) @ (p - p.mean(1, keepdim=True)).T / p.shape[1] + 1e-5 * torch.eye(3, dtype=p.dtype)
    q = root3(cov(c))
    t = torch.linalg.inv(q) @ root3(q @ cov(s) @ q) @ torch.linalg.inv(q)
    write_floats(f'{out}/colors-matched.f32', t @ (c - c.mean(1, keepdim=True)) + s.mean(1, keepdim=True))
    luma = torch.tensor([[.299, .587, .114]], dtype=torch.float64)
    painting, faded = .25 + .5 * s, .5 + .25 * (c - .5)  # light in .25 ... .75 and chroma below .25: nothing leaves 0 ... 1
    write_floats(f'{out}/colors-luminance.f32', luma @ painting + faded - luma @ faded)


def plain_lbfgs(v, loss, history):
    """Totals of 25 evaluations of torch.optim.LBFGS without line search."""
    totals = []
    o = torch.optim.LBFGS([v], lr=1, max_iter=25, history_size=history, tolerance_grad=-1, tolerance_change=-1)
    def closure():
        o.zero_grad()
        total = loss(v)
        total.backward()
        totals.append(float(total.detach()))
        return total
    o.step(closure)
    return totals


def plain_lbfgs_totals(weights, photo, style):
    """`painting`: neural-style-pt from the photo. Its second step already hangs on rounding (a change of 1e-7 in the photo
    moves totals by up to 15 %), so `smooth` is a function that does not: see the formula; from 0, in float64."""
    r = CASES['neural-style-pt']
    target = targets(r, weights, photo, [(style, 1.)])
    v = to_variable(r, photo).clone().requires_grad_(True)
    i = torch.arange(1, 13, dtype=torch.float64)
    x = torch.zeros_like(i).requires_grad_(True)
    smooth = plain_lbfgs(x, lambda x: 1 + (i * (x - i.sin()) ** 2).sum() / 2 + (x ** 4).sum() / 4, history=4)
    return dict(painting=plain_lbfgs(v, lambda v: losses(r, weights, v, target)[0], history=100), smooth=smooth, smooth_point=x.tolist())


def warm_adam(weights, out, photo, keys=False):
    """Totals of Adam at 32 and then 48 pixels. The picture goes up as the average of the start and of all points after it.

    Cubic filters: torch's own (a = -.75, as the source has it) or Keys' (a = -.5, as Pillow has it).
    """
    r, v, state, rungs = CASES['crowsonkb'], None, None, []
    for side in (32, 48):
        size = (side, side * photo.shape[2] // photo.shape[3])
        c, s = [], []
        for name, found in (('content', c), ('style', s)):
            Image.open(f'{out}/{name}.png').convert('RGB').resize(size, Image.BICUBIC).save(f'{out}/{name}-{side}.png')
            found.append(read(f'{out}/{name}-{side}.png'))
        target = targets(r, weights, c[0], [(s[0], 1.)])
        v = c[0].clone() if v is None else F.interpolate(v, size[::-1], mode='bicubic', align_corners=False, antialias=keys).clamp(0, 1)
        average, left = .01 * v, .99
        v.requires_grad_(True)
        adam = torch.optim.Adam([v], lr=.02, betas=(.9, .99), eps=1e-8)
        if state is not None:
            up = lambda m, mode: F.interpolate(m, size[::-1], mode=mode, align_corners=False, antialias=keys)
            adam.state[v] = dict(step=state['step'], exp_avg=up(state['exp_avg'], 'bicubic'), exp_avg_sq=up(state['exp_avg_sq'], 'bilinear').relu())
        totals = []
        for _ in range(5):
            adam.zero_grad()
            total = losses(r, weights, v, target)[0]
            total.backward()
            adam.step()
            totals.append(float(total.detach()))
            with torch.no_grad():
                v.clamp_(0, 1)
                average, left = .99 * average + .01 * v, .99 * left
        rungs.append(totals)
        state, v = adam.state[v], (average / (1 - left)).detach()
    return rungs


def main(model, out):
    weights = load_weights(model)
    c, s = read(f'{out}/content.png'), read(f'{out}/style.png')
    noise = torch.from_numpy(np.fromfile(f'{out}/noise.f32', '<f4').reshape(c.shape).copy())
    for name, r in CASES.items():
        target = targets(r, weights, c, [(s, 1.)])
        record(out, name, r, c, noise, lambda v: losses(r, weights, v, target), {})
    make_masked(weights, out, c, s, noise)
    make_colors(out, c, s)
    descents = dict(plain_lbfgs=plain_lbfgs_totals(weights, c, s), warm_adam=warm_adam(weights, out, c), warm_adam_keys=warm_adam(weights, out, c, keys=True))
    json.dump(descents, open(f'{out}/descents.json', 'w'), indent=1)
    print(descents)


if __name__ == '__main__':
    here = os.path.dirname(os.path.abspath(__file__))
    defaults = [os.path.join(here, '..', '..', 'models', 'vgg19.safetensors'), os.path.join(here, 'pytorch')]
    main(*(sys.argv[1:3] + defaults[len(sys.argv) - 1:]))
