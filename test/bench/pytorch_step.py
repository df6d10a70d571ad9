"""One value-and-gradient step of the objective of the recipe `impasto` in PyTorch, again and again; one JSON line.

Usage: python pytorch_step.py WEIGHTS.safetensors WIDTH HEIGHT RUNS THREADS (0 = PyTorch's own choice)
Needs torch, numpy and safetensors. Run by speed.ts --pytorch.
"""
import json
import resource
import sys
import time

import torch
import torch.nn.functional as F
from safetensors import safe_open

path, (width, height, runs, threads) = sys.argv[1], map(int, sys.argv[2:6])
if threads:
    torch.set_num_threads(threads)

LAYERS = [f'conv{b}_{i}' for b, n in ((1, 2), (2, 2), (3, 4), (4, 4), (5, 1)) for i in range(1, n + 1)]
STYLE = ['conv1_1', 'conv2_1', 'conv3_1', 'conv4_1', 'conv5_1']
CONTENT = 'conv4_2'
MEAN = torch.tensor([.485, .456, .406]).reshape(1, 3, 1, 1) * 255

with safe_open(path, 'pt') as f:
    WEIGHTS = {n: (f.get_tensor(n + '.weight.codebook')[f.get_tensor(n + '.weight.codes').long()].contiguous(),
                   f.get_tensor(n + '.bias')) for n in LAYERS}


def measure(x):
    """x: [1, 3, H, W], sRGB 0..1. Features at the content layer and Gram matrices per position at the style layers."""
    y = (x * 255 - MEAN).flip(1)  # the weights want BGR, 0..255, mean-subtracted
    grams, content = {}, None
    for name in LAYERS:
        if name.endswith('_1') and name != 'conv1_1':
            y = F.max_pool2d(y, 2)
        y = F.relu(F.conv2d(y, *WEIGHTS[name], padding=1))
        if name in STYLE:
            f = y.reshape(y.shape[1], -1)
            grams[name] = f @ f.T / f.shape[1]
        if name == CONTENT:
            content = y
    return content, grams


torch.manual_seed(0)
with torch.no_grad():
    photo, _ = measure(torch.rand(1, 3, height, width))
    _, style = measure(torch.rand(1, 3, height, width))
x = torch.rand(1, 3, height, width, requires_grad=True)


def step():
    content, grams = measure(x)
    loss = ((content - photo) ** 2).mean()
    for name, g in grams.items():
        loss = loss + 1e3 / g.shape[0] ** 2 * ((g - style[name]) ** 2).mean()
    gradient, = torch.autograd.grad(loss, x)
    return loss.item(), gradient


step()
seconds = []
for _ in range(runs):
    began = time.perf_counter()
    step()
    seconds.append(time.perf_counter() - began)
print(json.dumps({'seconds': seconds, 'peakMiB': resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                  'threads': torch.get_num_threads(), 'version': torch.__version__}))
