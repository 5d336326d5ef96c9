module shop

require github.com/mattermost/morph v1.1.0
