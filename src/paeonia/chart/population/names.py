"""Invented names: common surnames by their frequency, given names put together from warm characters. Nobody is meant."""

from __future__ import annotations

import numpy as np

from paeonia.record.facts import Identity

# The order of frequency of surnames in China (2020 census); weights fall with the rank.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万钱严赖覃武戴莫孔汤"
)
DOUBLE = ("欧阳", "上官", "司徒", "诸葛")
WOMEN = (
    "兰梅菊桂芳荷莲蕙芸芷薇蓉婉静雅淑慧敏颖洁婷玉珍琴秀英霞虹雪晴"
    "雨露月云岚溪澜悦欣怡安宁和暖春秋燕莺凤琳瑶珊瑜璐萍青素心然若书"
)
MEN = "建国志明文斌伟强军平海涛永新德林松柏山川浩然远航思源"
FIRST = "秀玉桂淑雅晓小春秋雪雨思若清佳美丽慧文海国金素婉静锦云"


def identities(seed: int, rows: np.ndarray, male: np.ndarray, first_number: int) -> list[Identity]:
    """Who the patients at these positions are; the same seed and position give the same name."""
    weights = 1 / (np.arange(len(SURNAMES)) + 12.0)
    edges = np.cumsum(weights) / weights.sum()
    found = []
    for row, man in zip(rows.tolist(), male.tolist(), strict=True):
        rng = np.random.default_rng((seed, 77, row))
        u = rng.random(5)
        family = (
            DOUBLE[int(u[0] * 4)]
            if u[1] < 0.004
            else SURNAMES[min(int(np.searchsorted(edges, u[0])), len(SURNAMES) - 1)]
        )
        last = MEN if man else WOMEN
        given = (FIRST[int(u[2] * len(FIRST))] if u[3] < 0.76 else "") + last[int(u[4] * len(last))]
        found.append(Identity(f"P{first_number + row:06d}", family, given))
    return found
