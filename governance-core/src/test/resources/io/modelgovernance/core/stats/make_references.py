"""Makes references.csv: /usr/bin/python3 make_references.py > references.csv (Debian 12: SciPy 1.10.1, NumPy 1.24.2).

Samples are those of SampleData.java, moved and cut as the columns say: x is A (T if tied) of n values, y is B (U if tied) of
m values plus a shift. Tables are counts of x and y in ten bins.
"""
import numpy as np
from scipy import stats
from scipy.spatial.distance import jensenshannon

A = lambda n: np.array([(i * 37 % 101) / 7 for i in range(n)])
B = lambda n: np.array([(i * 53 % 97) / 6.5 + 0.8 for i in range(n)])
T = lambda n: np.array([float(i * i % 7) for i in range(n)])
U = lambda n: np.array([float((3 * i + i * i) % 9) for i in range(n)])
EDGES = np.array([1.5, 3, 4.5, 6, 7.5, 9, 10.5, 12, 13.5])


def row(name, tied, n, m, shift, *values):
    print(name, int(tied), n, m, shift, *["NaN" if v == "nan" else repr(float(v)) for v in values], sep=",")


def counts(values):
    return np.bincount(np.searchsorted(EDGES, values, side="left"), minlength=10)


print("statistic,tied,n,m,shift,value,p")
for tied, n, m, shift in [
    (False, 9, 11, 0), (False, 20, 25, 0), (False, 60, 90, 0), (False, 60, 90, 1.5), (False, 100, 97, 4), (False, 101, 97, 9),
    (True, 30, 40, 0), (True, 100, 90, 0), (True, 200, 300, 1), (True, 200, 300, 3),
]:
    x = T(n) if tied else A(n)
    y = (U(m) if tied else B(m)) + shift
    if not tied and n * m <= 10_000 and len(np.unique(np.concatenate([x, y]))) == n + m:
        ks = stats.ks_2samp(x, y, method="exact")
        row("ks", tied, n, m, shift, ks.statistic, ks.pvalue)
        if n * m <= 900:
            mw = stats.mannwhitneyu(x, y, method="exact")
            row("mann-whitney", tied, n, m, shift, mw.statistic, mw.pvalue)
        if n * m <= 144:
            cvm = stats.cramervonmises_2samp(x, y, method="exact")
            row("cramer-von-mises", tied, n, m, shift, cvm.statistic, cvm.pvalue)
    if n * m > 900:
        mw = stats.mannwhitneyu(x, y, method="asymptotic")
        row("mann-whitney", tied, n, m, shift, mw.statistic, mw.pvalue)
    welch = stats.ttest_ind(x, y, equal_var=False)
    row("welch", tied, n, m, shift, welch.statistic, welch.pvalue)
    row("wasserstein", tied, n, m, shift, stats.wasserstein_distance(x, y), "nan")
    row("energy", tied, n, m, shift, stats.energy_distance(x, y), "nan")
    row("anderson-darling", tied, n, m, shift, stats.anderson_ksamp([x, y], midrank=True).statistic, "nan")
    pooled = np.sort(np.concatenate([x, y]))
    gap = np.searchsorted(np.sort(x), pooled, "right") / n - np.searchsorted(np.sort(y), pooled, "right") / m
    row("kuiper", tied, n, m, shift, max(0, gap.max()) - min(0, gap.min()), "nan")
    table = np.array([counts(x), counts(y)])
    seen = table[:, table.sum(axis=0) > 0]
    for name, power in [("chi-square", 1), ("g", 0)]:
        chi = stats.chi2_contingency(seen, correction=False, lambda_=power)
        row(name, tied, n, m, shift, chi[0], chi[1])
    row("cramers-v", tied, n, m, shift, stats.contingency.association(seen, method="cramer"), "nan")
    p, q = table[0] / n, table[1] / m
    row("total-variation", tied, n, m, shift, abs(p - q).sum() / 2, "nan")
    row("chebyshev", tied, n, m, shift, abs(p - q).max(), "nan")
    row("hellinger", tied, n, m, shift, np.sqrt(((np.sqrt(p) - np.sqrt(q)) ** 2).sum() / 2), "nan")
    row("jensen-shannon", tied, n, m, shift, jensenshannon(p, q, 2), "nan")
    ps, qs = (table[0] + 0.5) / (n + 5), (table[1] + 0.5) / (m + 5)
    row("kullback-leibler", tied, n, m, shift, stats.entropy(qs, ps), "nan")
    row("psi", tied, n, m, shift, ((qs - ps) * np.log(qs / ps)).sum(), "nan")
    two = np.array([[(x <= 6).sum(), (x > 6).sum()], [(y <= 6).sum(), (y > 6).sum()]])
    odds, fisher = stats.fisher_exact(two)
    row("fisher", tied, n, m, shift, two[0, 0], fisher)
