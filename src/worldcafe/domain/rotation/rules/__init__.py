"""What rooms need besides: who may sit where and with whom, kept by casting or by search."""
