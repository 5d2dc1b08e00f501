"""Difference matrices that no formula gives, found once by search and verified.

Each entry: the group, as its moduli with the least significant digit first, and the rows
of the travellers, one base-36 digit for every round after the first. The hosts' row and
the first column are zeros. `rotation.md` says where they come from.
"""

MATRICES: tuple[tuple[tuple[int, ...], str], ...] = (
    ((3, 2), "4132 3214 5421 2345"),
    ((5, 2), "6241759 7915634 5369247 1487562 4836175 8752493 3594816"),
    ((5, 2), "9812 2971 1657 6783 5398 8245 3164 4529"),
    ((3, 4), "54231a9 9284a6b 1879b56 31a8594 a6b2481 b94a278"),
    ((3, 2, 2), "16b325 b71659 5b3876 356ab2 849b37 a85293 29716a"),
    ((3, 2, 2), "1a254 87912 ab548 487b6 9638b b4127 51639 73a65"),
    ((3, 2, 2), "28b4 7918 9473 85a9 b18a a731 1b96 435b 5a47"),
    ((3, 2, 2), "9a1 a46 578 897 41b 324 682 b35 75a 2b3 169"),
    ((7, 2), "459ad87 17b834a 7c69b31 632b9c5 98d5cb6 59c76d3 847d26b"),
    ((7, 2), "24819a 48db13 17b528 a9146b 62784c c352b1 719654 956c3d"),
    ((7, 2), "6b91a 12a45 b9d36 3d6b4 714d3 a5b82 c435b d3ca9 5c29d"),
    ((7, 2), "673b a5b9 7456 8dac c965 38d1 5b47 13c4 219d 9c7a d218"),
    ((5, 3), "a3975c1 8eb4da7 4b65238 2183edb 12e8754 b7cea6d d6a291e 351d6ba"),
    ((5, 3), "bc46d8 d1b586 a814b3 c38dab 859ae2 e6372a 4a63c9 5eab41 1be954"),
    ((5, 3), "43bde 7ec8d e62b7 d7a3c bce91 6a7e3 8b346 a5972 24d65 31524"),
    ((5, 3), "b19d 96d7 2a81 5e6b 4dac a752 1439 8b23 3514 62ba c346"),
    (
        (3, 3, 2),
        "935ca67 c5g6b1d d8235c1 ea82fhg 794b1a5 b2af39e 46952fc 5cb9de2 ahf1423 617g85a",
    ),
    (
        (3, 3, 2),
        "f158db b63g2a 5h6372 ha1bg9 ab75e6 1f4ah8 e79dc4 ceh19f 65deb7 29e45h 9caf43",
    ),
    (
        (5, 4),
        (
            "5cidgbj c5g41f9 jic831f i659fc2 g23ha6c hj815g3 1hf695e 4gdi6ja d7ec8ig 2b1ae34 "
            "bfh7ce1"
        ),
    ),
    (
        (7, 3),
        (
            "4hbf6gj b564efk kej146f hj4gi12 97de3c4 ek3ca7d 18giha6 3fh9gde j2kdfi8 g1ij98h "
            "ib2k539"
        ),
    ),
    (
        (11, 2),
        (
            "9hibf8e 247delj ldj97c2 eiahc41 4j1l8ha 1a36hbd de4352i 6kb2ld4 i1lf3gk 3lf7da6 "
            "c2deak8"
        ),
    ),
    (
        (3, 2, 4),
        (
            "g498bh6 8bm2cak 75cjdgb 1eg4ji7 agdh1e4 mdkb953 9aekm6d cjalhkn bih9nlf 475i2dh "
            "lnb157m"
        ),
    ),
    (
        (13, 2),
        (
            "ik5nf38 m4jgoka p8f4dij oe76ac5 1f29h8i h2gl17p l71ok5m f6ocna7 dhlji4f 3ge5l2o "
            "6midcf4"
        ),
    ),
    (
        (7, 4),
        (
            "efjr8kd lam71j8 fb95d8h 74oni3e 8mljna4 5h7o2c3 k38fpgb mp1h4bl iralonf 3j586qc "
            "27na3hp"
        ),
    ),
    (
        (5, 3, 2),
        (
            "a9hd8ok 3d6p4i9 kotjhfl fgs1ikh 4bfrodp iaoh381 l129cn8 ph5e74t 5k1gr93 6m7netr "
            "q7elpjm"
        ),
    ),
)

SQUARES_OF_TEN = (
    "02791097204330714182502460587062803990850352124621053168423851496130715681279173"
    "04181364231732544375530662037291826592100537140225743480452054316495738983909348"
    "06251583268135964693567865197423847694570741165927983607470957606784764085429561"
    "08631735283637124851589268477815861497260986192829503829496759136972793489019804"
    "0194187024693945401652876321750887539632"
)
"""Routes of 90 travellers over four rounds, as digits, from a quasi-difference matrix over
Z7 plus three fixed points; the hosts and the last ten are transversals."""
