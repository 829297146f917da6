# Written by asml from assemblylift.toml. Changes made here are lost.

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }

  backend "s3" {
    bucket       = "shop-state"
    key          = "shop/terraform.tfstate"
    region       = "eu-west-1"
    encrypt      = true
    use_lockfile = true
  }
}

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["123456789012"]

  default_tags {
    tags = {
      "cost center" = "12"
      owner         = "$${me}"
      team          = "Küche"
    }
  }
}

provider "aws" {
  alias               = "account_210987654321"
  region              = "eu-central-1"
  allowed_account_ids = ["210987654321"]

  default_tags {
    tags = {
      "cost center" = "12"
      owner         = "$${me}"
      team          = "Küche"
    }
  }
}

provider "aws" {
  alias               = "us_west_2"
  region              = "us-west-2"
  allowed_account_ids = ["123456789012"]

  default_tags {
    tags = {
      "cost center" = "12"
      owner         = "$${me}"
      team          = "Küche"
    }
  }
}

data "aws_iam_policy_document" "lambda" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

module "usermod" {
  source       = "../user_tf"
  project_name = "shop"
  function_role_names = {
    far = {
      two = aws_iam_role.far_two.name
    }
    foreign = {
      three = aws_iam_role.foreign_three.name
    }
    near = {
      one = aws_iam_role.near_one.name
    }
  }
}
